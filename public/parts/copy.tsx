// Buttons that copy, and commands that can be copied.
import { useState } from 'preact/hooks'
import { route } from '../data/route.ts'
import { words } from '../words/words.ts'

async function toClipboard(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  // Without TLS a browser has no clipboard for pages of other machines, but obeys a selection.
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
}

interface CopyProps {
  /** The text, or how it is got when somebody wants it. */
  text: string | (() => Promise<string>)
  label?: string
}

export function Copy({ text, label }: CopyProps) {
  const [isDone, setDone] = useState(false)
  const { common } = words.value
  const copy = async () => {
    await toClipboard(typeof text === 'string' ? text : await text())
    setDone(true)
    setTimeout(() => setDone(false), 1_500)
  }
  return (
    <button type="button" class="quiet" onClick={() => void copy()} aria-live="polite">
      {isDone ? common.copied : (label ?? common.copy)}
    </button>
  )
}

/** A command line of this sandbox, ready to paste. */
export function Command({ line }: { line: string }) {
  const { sandbox } = route.value
  const text = `alipay-sim ${line}${sandbox === 'default' ? '' : ` --sandbox ${sandbox}`}`
  return (
    <span class="command">
      <code>{text}</code>
      <Copy text={text} />
    </span>
  )
}
