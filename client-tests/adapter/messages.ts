// A validator carries one text with a schema, the English one. Its Chinese is said beside it and kept here.
import type { LocalizedText } from '../rules/rule.ts'

const chinese = new Map<string, string>()

/** The message of a schema, in both languages. */
export function message(en: string, zh: string): string {
  chinese.set(en, zh)
  return en
}

/** Names, numbers and messages of other schemas are the same in both. */
export const messageIn = (en: string): LocalizedText => ({ en, zh: chinese.get(en) ?? en })
