// The checklist: the rules and the numbers they are judged by. A stricter reading is another value of
// this type, not another rule.
import { FAMILY_RULES, type FamilyRules } from './families.ts'
import { parameters, type Parameters } from './parameters.ts'
import type { Rule, LocalizedText } from './rule.ts'
import { RULES } from './rules.ts'

/** Which text the numbers follow where the texts disagree (`readings.ts`). */
export interface Reading {
  id: string
  follows: LocalizedText
}

export interface Checklist {
  parameters: Parameters
  /** What each family asks; a journal that names no family is judged by what its merchant declares. */
  families: readonly FamilyRules[]
  rules: readonly Rule[]
  reading: Reading
  /** Rule id → why this reading does not ask for it. */
  leftOut?: Readonly<Record<string, LocalizedText>>
}

/** What is asked of a merchant unless another reading is chosen: whatever some text recommends passes. */
export const checklist: Checklist = {
  parameters,
  families: FAMILY_RULES,
  rules: RULES,
  reading: {
    id: 'default',
    follows: {
      en: 'every behaviour that one of the cited texts recommends (000, 001, 003, 004)',
      zh: '任一所引文本（000、001、003、004）推荐的做法均可',
    },
  },
}
