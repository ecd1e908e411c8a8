// What each family of gateways asks of a merchant: which rules, and by which numbers where its texts give
// others. Whoever hands a sandbox another family hands its rules to the grade.
import { DAY } from '../../server/values/instant.ts'
import type { Parameters } from './parameters.ts'
import { RESULT_WORDS } from './notifications/reply-words.ts'
import type { Family, Rule, Severity } from './rule.ts'
import { RULE_SETS } from './rules.ts'

export interface FamilyRules {
  /** As the journal names the family. */
  family: string
  /** As capabilities and rules name it, where they do. */
  letter?: Family
  /** Whether a rule is asked of its merchants. */
  asks(rule: Pick<Rule, 'id' | 'families'>): boolean
  parameters?: Partial<Parameters>
  /** The cited texts give these numbers themselves, so their letter has no tolerance here either. */
  isCited?: true
  /** Rules that weigh more, or less, than with others. */
  severities?: Readonly<Record<string, Severity>>
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

/** U has one code for everything, and another for too many calls: whichever reason stands behind it. */
const ALL_UNKNOWNS = [
  'ResultUnknown',
  'SystemError',
  'Busy',
  'SystemErrorMisspelt',
  'SystemErrorPrefixed',
  'BankError',
  'TooManyCalls',
] as const

/**
 * 001 has the inquiry every 3 s, 10 to 20 times (L41), after 15 to 25 s of silence (L42), a call given up after
 * 3 s, and cancels and refunds repeated every 5 to 10 s for 60 s (L53-60, L69-74). The official ams-java-sdk asks nine
 * times and cancels six times within 18 s, 2 s to 5 s apart: that is warned of, and fails nobody.
 */
const AMS: Partial<Parameters> = {
  firstQuery: {
    poll: { passMs: 5_500, warnMs: 10_000 },
    'notify+poll': { passMs: 5_500, warnMs: 10_000 },
  },
  pollSpacing: { passMs: [2_500, 6_000], warnMs: [1_500, 10_000] },
  queryAfterUnknownPay: { passMs: 5_500, warnMs: 10_000 },
  queryRetryGap: { passMs: 5_500, warnMs: 10_000 },
  cancelAfterLastWait: { passMs: 6_000, warnMs: 12_000 },
  cancelSpacing: { passMs: [4_500, 11_000], warnMs: [1_900, 15_000] },
  cancelSpan: { passMs: 55_000, warnMs: 17_000 },
  giveUpHung: { passMs: 5_000, warnMs: 10_000 },
  namedUnknowns: ALL_UNKNOWNS,
  acknowledgement: RESULT_WORDS,
  amountsIn: 'units',
  lostCancel: 'fail',
  handedOverCancel: 'warn',
}

/** There a batch is refused for want of a contract, which says nothing of its trades. */
const MAPI: Partial<Parameters> = { refusedForGood: ['TradeFinished'] }

/** The families of the product; a rule names those it concerns by a letter. */
export const FAMILY_RULES: readonly FamilyRules[] = [
  { family: 'openapi', letter: 'O', asks: ({ families }) => families.includes('O') },
  {
    family: 'wechat',
    letter: 'W',
    asks: ({ families }) => families.includes('W'),
    parameters: WECHAT,
  },
  {
    family: 'ams',
    letter: 'A',
    asks: ({ families }) => families.includes('A'),
    parameters: AMS,
    isCited: true,
    severities: { 'CAN-06': 'major' },
  },
  {
    family: 'mapi',
    letter: 'M',
    asks: ({ families }) => families.includes('M'),
    parameters: MAPI,
    isCited: true,
  },
]

/** Whole sets of rules, for a family that the checklist has no letter for. */
export function asksSets(...sets: (keyof typeof RULE_SETS)[]): FamilyRules['asks'] {
  const asked = new Set(sets.flatMap((set) => RULE_SETS[set].map(({ id }) => id)))
  return ({ id }) => asked.has(id)
}
