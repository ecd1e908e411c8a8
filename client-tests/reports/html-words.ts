// HTML in two languages at once; the reader's choice hides one of them.
import type { Said } from '../rules/rule.ts'
import { escape } from './escape.ts'

export const said = (en: string, zh: string): Said => ({ en, zh })

/** Both sentences, escaped; one span each, or plain text where they are the same. */
export function both({ en, zh }: Said): string {
  if (en === zh) return escape(en)
  return `<span class="en" lang="en">${escape(en)}</span><span class="zh" lang="zh">${escape(zh)}</span>`
}

/** A sentence that is only printed: what the paper leaves out. */
export const onPaper = (words: Said): string => `<p class="paper">${both(words)}</p>`

/** An element with a class; `inner` is HTML. */
export function element(name: string, kind: string, inner: string): string {
  return `<${name}${kind && ` class="${kind}"`}>${inner}</${name}>`
}
