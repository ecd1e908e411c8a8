// What each family of gateways asks of a merchant: which rules, and by which numbers where its texts give
// others. Whoever hands a sandbox another family hands its rules to the grade.
import { DAY } from '../../server/values/instant.ts'
import type { Parameters } from './parameters.ts'
import type { Family, Rule } from './rule.ts'
import { RULE_SETS } from './rules.ts'

export interface FamilyRules {
  /** As the journal names the family. */
  family: string
  /** As capabilities and rules name it, where they do. */
  letter?: Family
  /** Whether a rule is asked of its merchants. */
  asks(rule: Pick<Rule, 'id' | 'families'>): boolean
  parameters?: Partial<Parameters>
}

/**
 * WeChat's own document has the query every 10 s for 45 s, and what it recommends passes; so do the seeds'
 * 3 s and 30 s (003:L24). It also advises to wait 15 s before a first reverse. The reply to a reverse
 * says recall, and not whether it closed the order or sent money back.
 */
const WECHAT: Partial<Parameters> = {
  firstQuery: {
    poll: { passMs: 10_500, warnMs: 15_000 },
    'notify+poll': { passMs: 10_500, warnMs: 15_000 },
  },
  pollSpacing: { passMs: [2_000, 10_500], warnMs: [1_000, 15_000] },
  pollLength: { passMs: [24_000, 50_000], warnMs: [15_000, 90_000] },
  restBeforeCancelMs: 15_000,
  cancelWindowMs: 7 * DAY,
  // All but BANKERROR are SYSTEMERROR on the wire.
  namedUnknowns: [
    'ResultUnknown',
    'SystemError',
    'Busy',
    'SystemErrorMisspelt',
    'SystemErrorPrefixed',
  ],
  retryFlagName: 'recall',
  cancelNamesAction: false,
}

/** The families of the product; a rule names those it concerns by a letter. */
export const FAMILY_RULES: readonly FamilyRules[] = [
  { family: 'openapi', letter: 'O', asks: ({ families }) => families.includes('O') },
  {
    family: 'wechat',
    letter: 'W',
    asks: ({ families }) => families.includes('W'),
    parameters: WECHAT,
  },
]

/** Whole sets of rules, for a family that the checklist has no letter for. */
export function asksSets(...sets: (keyof typeof RULE_SETS)[]): FamilyRules['asks'] {
  const asked = new Set(sets.flatMap((set) => RULE_SETS[set].map(({ id }) => id)))
  return ({ id }) => asked.has(id)
}
