// HTML in two languages at once; the reader's choice hides one of them.
import type { LocalizedText } from '../rules/rule.ts'
import { escape } from './escape.ts'

export const localized = (en: string, zh: string): LocalizedText => ({ en, zh })

/** Both sentences, escaped; one span each, or plain text where they are the same. */
export function both({ en, zh }: LocalizedText): string {
  if (en === zh) return escape(en)
  return `<span class="en" lang="en">${escape(en)}</span><span class="zh" lang="zh">${escape(zh)}</span>`
}

/** A sentence that is only printed: what the paper leaves out. */
export const onPaper = (words: LocalizedText): string => `<p class="paper">${both(words)}</p>`

/** An element with a class; `inner` is HTML. */
export function element(name: string, kind: string, inner: string): string {
  return `<${name}${kind && ` class="${kind}"`}>${inner}</${name}>`
}
