// In which quantity a merchant and the gateway disagree, and the sentence that says so: one per
// quantity, with what each of the two says.
import type { LocalizedText } from '../rule.ts'

/** `open`: whether money may still come. */
export type Part = 'state' | 'amount' | 'refunded' | 'effects' | 'open'

export interface Difference {
  part: Part
  said: LocalizedText
}

export function differs(part: Part, en: string, zh: string): Difference {
  return { part, said: { en, zh } }
}
