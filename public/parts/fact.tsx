// One line of a card: what it is, and what it is here; nothing where there is nothing.
import type { ComponentChildren } from 'preact'

interface Props {
  name: string
  children?: ComponentChildren
}

export const Fact = ({ name, children }: Props) =>
  children === undefined || children === false ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
