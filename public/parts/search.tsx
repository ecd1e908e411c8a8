// A field that filters while somebody types, a moment after the last letter.
import { useEffect, useRef, useState } from 'preact/hooks'

interface Props {
  label: string
  value: string
  onInput(text: string): void
}

const PAUSE_MS = 200

export function Search({ label, value, onInput }: Props) {
  const [text, setText] = useState(value)
  const waits = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  // The address may change by other hands: a link, the button that clears the filters.
  useEffect(() => {
    if (waits.current === undefined) setText(value)
  }, [value])
  const typed = (next: string) => {
    setText(next)
    clearTimeout(waits.current)
    waits.current = setTimeout(() => {
      waits.current = undefined
      onInput(next)
    }, PAUSE_MS)
  }
  return (
    <input
      type="search"
      class="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onInput={({ currentTarget }) => typed(currentTarget.value)}
    />
  )
}
