// What each family of gateways asks of a merchant: which rules, and by which numbers where its texts give
// others. Whoever hands a sandbox another family hands its rules to the grade.
import type { Parameters } from './parameters.ts'
import type { Rule } from './rule.ts'
import { RULE_SETS } from './rules.ts'

export interface FamilyRules {
  /** As the journal names the family. */
  family: string
  /** Whether a rule is asked of its merchants. */
  asks(rule: Pick<Rule, 'id' | 'families'>): boolean
  parameters?: Partial<Parameters>
}

/** The families of the product; a rule names those it concerns by a letter. */
export const FAMILY_RULES: readonly FamilyRules[] = [
  { family: 'openapi', asks: ({ families }) => families.includes('O') },
]

/** Whole sets of rules, for a family that the checklist has no letter for. */
export function asksSets(...sets: (keyof typeof RULE_SETS)[]): FamilyRules['asks'] {
  const asked = new Set(sets.flatMap((set) => RULE_SETS[set].map(({ id }) => id)))
  return ({ id }) => asked.has(id)
}
