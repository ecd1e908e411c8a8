// Judges rules family by family: a merchant that speaks to two gateways follows the rules of each, by its
// numbers, in the part of the journal that is that family's.
import type { Trace } from '../../server/journal/trace.ts'
import { whyNotConcerned } from '../rules/applicability.ts'
import type { Checklist } from '../rules/checklist.ts'
import { FAMILY_RULES, type FamilyRules } from '../rules/families.ts'
import { asObserved } from '../rules/observation.ts'
import {
  checkSafely,
  SEVERITIES,
  verdictOf,
  type Family,
  type Rule,
  type Severity,
  type LocalizedText,
  type Verdict,
} from '../rules/rule.ts'
import { ofFamily, salesAcross } from '../trace/families.ts'
import { readLateness, settled } from './lateness.ts'

/** What the merchant declares of itself; rules that do not concern it are not applicable. */
export interface Profile {
  families: readonly Family[]
  /** Rule id → why it does not concern this merchant. */
  notApplicable?: Readonly<Record<string, LocalizedText>>
}

/** Judges a rule on one round of a run. */
export type Judge = (rule: Rule) => Verdict

export interface FamilyJudge {
  /** Absent where the journal names no family, and of what happened across several. */
  family?: string
  judge: Judge
}

/** One judge per family that the whole run names, each for its part of this round. */
export function judgesOf(
  round: Trace,
  families: readonly string[],
  checklist: Checklist,
  profile: Profile,
): FamilyJudge[] {
  const [only, second] = families
  if (second === undefined) {
    const judge = judgeOf(round, only, checklist, profile)
    return [only === undefined ? { judge } : { family: only, judge }]
  }
  const judges = families.map((family): FamilyJudge => ({
    family,
    judge: judgeOf(ofFamily(round, family), family, checklist, profile),
  }))
  const across = salesAcross(round)
  return across.size === 0
    ? judges
    : [...judges, { judge: judgeAcross(round, across, families, checklist) }]
}

/**
 * Sales that were paid for at several gateways: how they ended, and whether the first try had ended before
 * the next began, by the rules that all of these gateways have.
 */
function judgeAcross(
  trace: Trace,
  sales: ReadonlySet<string>,
  families: readonly string[],
  { families: all, parameters }: Checklist,
): Judge {
  const asked = all.filter(({ family }) => families.includes(family))
  const lateness = readLateness(trace, parameters)
  return (rule) => {
    const isAbout = rule.kind === 'outcome' || rule.comparesAttempts === true
    if (!isAbout || !asked.every(({ asks }) => asks(rule))) return notAsked(concernsOnly(rule))
    const observed = asObserved(trace, rule)
    const { occurrences } = checkSafely(observed, trace, parameters)
    const own = verdictOf(occurrences.filter(({ sale = '' }) => sales.has(sale)))
    return lateness?.decide(observed, own) ?? own
  }
}

const notAsked = (said: LocalizedText) =>
  verdictOf([{ status: 'not-applicable', said, evidence: [] }])

/** How much a rule weighs: the most that it weighs at one of these gateways. */
export function severityFor(
  { id, severity }: Rule,
  families: readonly string[],
  { families: known }: Checklist,
): Severity {
  const own = known.filter(({ family }) => families.includes(family))
  const all = own.map(({ severities }) => severities?.[id] ?? severity)
  return SEVERITIES.find((one) => all.includes(one)) ?? severity
}

/** What all families' verdicts on one rule come to: that of those it concerns. */
export function merged(verdicts: readonly Verdict[]): Verdict {
  const [first, second] = verdicts
  if (first !== undefined && second === undefined) return first
  const concerned = verdicts.filter(({ status }) => status !== 'not-applicable')
  if (concerned.length === 0) return first ?? settled([])
  return settled(concerned.flatMap(({ occurrences }) => occurrences))
}

/** Each failure is held against what the machine did. */
function judgeOf(
  trace: Trace,
  family: string | undefined,
  checklist: Checklist,
  profile: Profile,
): Judge {
  const own = checklist.families.find((one) => one.family === family)
  const parameters = { ...checklist.parameters, ...own?.parameters }
  const lateness = readLateness(trace, parameters)
  const known = new Map<string, Verdict>()
  return (rule) => {
    const before = known.get(rule.id)
    if (before) return before
    const observed = asObserved(trace, rule)
    const why =
      checklist.leftOut?.[rule.id] ??
      whyNotAsked(rule, { family, own, profile }) ??
      whyNotConcerned(trace, rule)
    const verdict = why ? notAsked(why) : checkSafely(observed, trace, parameters)
    const decided = lateness?.decide(observed, verdict) ?? verdict
    known.set(rule.id, decided)
    return decided
  }
}

interface Asked {
  family: string | undefined
  own: FamilyRules | undefined
  profile: Profile
}

function whyNotAsked(rule: Rule, { family, own, profile }: Asked): LocalizedText | undefined {
  const declared = profile.notApplicable?.[rule.id]
  if (declared) return declared
  if (family === undefined) return whyNotDeclared(rule, profile)
  if (!own) {
    return { en: `Nothing is known of the family ${family}.`, zh: `没有 ${family} 的规则。` }
  }
  return own.asks(rule) ? undefined : concernsOnly(rule)
}

function whyNotDeclared(rule: Rule, { families }: Profile): LocalizedText | undefined {
  return rule.families.some((family) => families.includes(family)) ? undefined : concernsOnly(rule)
}

function concernsOnly({ families }: Rule): LocalizedText {
  const names = families.map(
    (letter) => FAMILY_RULES.find((one) => one.letter === letter)?.family ?? letter,
  )
  return {
    en: `Asked only of merchants at ${names.join(', ')}.`,
    zh: `仅适用于接入 ${names.join('、')} 的商户。`,
  }
}
