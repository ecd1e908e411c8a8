// Grades a trace: every rule's verdict, the score, the coverage, and the money compared order by
// order. A pure function; it neither runs merchants nor writes reports.
import type { Entry } from '../../server/journal/entry.ts'
import { readTrace, type Trace } from '../../server/journal/trace.ts'
import { familiesIn } from '../trace/families.ts'
import { judgesOf, merged, severityFor, type Profile } from './by-family.ts'
import { sentenceOfTooLate } from './lateness.ts'
import { moneyLine, type MoneyLine } from './money-lines.ts'
import { lastPlays, playedAgain, roundsOf, together, type PlayedAgain } from './rounds.ts'
import { declaredIn } from '../rules/applicability.ts'
import { readSales } from '../rules/attempts.ts'
import { checklist as standard, type Checklist, type Reading } from '../rules/checklist.ts'
import type { Rule, LocalizedText, Severity, Verdict } from '../rules/rule.ts'
import { assertWhole } from './saved-journal.ts'

/** What a grade says of a rule, beside its verdict. */
type Described = 'id' | 'severity' | 'source' | 'kind' | 'title' | 'trigger' | 'remedy' | 'needed'

export interface RuleGrade extends Pick<Rule, Described> {
  verdict: Verdict
}

export interface Share {
  exercised: number
  applicable: number
}

export interface Scorecard {
  verdict: 'ready' | 'not-ready' | 'incomplete'
  /** 0 - 100 over the rules that were exercised; `null` without a verdict, for then it says nothing. */
  score: number | null
  coverage: { critical: Share; all: Share }
  rules: readonly RuleGrade[]
  money: readonly MoneyLine[]
  totals: { sales: number; paidFen: number; refundedFen: number; netFen: number; differing: number }
  /** Whose numbers the rules were judged by. */
  reading: Reading
  /** The merchant's own answers to what no trace can show; absent when it was not asked. */
  attestation?: readonly AttestedRow[]
  /** Why there is no verdict, whatever the rules say: the machine was too slow. */
  tooLate?: LocalizedText
  /** Sales that the machine had left undecided and that were played once more. */
  playedAgain?: readonly PlayedAgain[]
  /** Of a merchant of several families: the verdict on each. */
  families?: readonly FamilyGrade[]
}

/** The verdict on what a merchant does with one family of gateways. */
export interface FamilyGrade extends Pick<Scorecard, 'verdict' | 'score' | 'coverage'> {
  /** As the journal names it. */
  family: string
}

/** One answer of the questionnaire, and what became of it. */
export interface AttestedRow {
  id: string
  source: string
  question: LocalizedText
  /** Rules that see from outside what the question asks about. */
  linked: readonly string[]
  answer: 'yes' | 'no' | 'na' | undefined
  evidence: readonly string[]
  status: Verdict['status']
  said: LocalizedText
}

const WEIGHT: Record<Severity, number> = { critical: 10, major: 4, minor: 1, advisory: 1 }
/** Share of critical rules that must have been exercised for a verdict. */
export const ENOUGH = 0.8

/** What the merchant declared; a merchant that nobody asked speaks openapi. */
function profileOf(trace: Trace): Profile {
  return { families: declaredIn(trace)?.families ?? ['O'] }
}

/** Grades the entries of a run, live or saved. */
export function gradeEntries(entries: readonly Entry[], ...rest: GradeOptions): Scorecard {
  return grade(readTrace(entries), ...rest)
}

type GradeOptions = [checklist?: Checklist, profile?: Profile]

export function grade(
  trace: Trace,
  checklist: Checklist = standard,
  profile: Profile = profileOf(trace),
): Scorecard {
  assertWhole(trace.entries)
  const rounds = roundsOf(trace)
  const families = familiesOf(trace, checklist)
  const judges = rounds.map((round) => judgesOf(round, families, checklist, profile))
  const found = checklist.rules.map((rule) => ({
    rule,
    id: rule.id,
    verdicts: judges.map((each) => merged(each.map(({ judge }) => judge(rule)))),
  }))
  const weighed = (rule: Rule, verdict: Verdict, at = families) =>
    graded({ ...rule, severity: severityFor(rule, at, checklist) }, verdict)
  const rules = found.map(({ rule, verdicts }) => weighed(rule, together(rounds, verdicts)))
  const again = playedAgain(rounds, found)
  const money = moneyOf(rounds, rules)
  const sum = (pick: (line: MoneyLine) => number) => money.reduce((n, line) => n + pick(line), 0)
  const byFamily =
    families.length > 1
      ? families.map((family) => {
          const ofFamily = judges.flatMap((each) => each.filter((one) => one.family === family))
          const grades = checklist.rules.map((rule) => {
            const verdicts = ofFamily.map(({ judge }) => judge(rule))
            return weighed(rule, together(rounds, verdicts), [family])
          })
          return familyGrade(trace, family, grades)
        })
      : undefined
  return {
    ...withFamilies(summarise(rules, whyNoVerdict(trace, rules)), byFamily),
    ...(again.length > 0 && { playedAgain: again }),
    money,
    totals: {
      sales: money.length,
      paidFen: sum((line) => line.paidFen),
      refundedFen: sum((line) => line.refundedFen),
      netFen: sum((line) => line.netFen),
      differing: money.filter((line) => line.match === 'differs').length,
    },
    reading: checklist.reading,
    ...(byFamily && { families: byFamily }),
  }
}

/**
 * Those that the journal names, and those that the merchant declares and that it never reached. A merchant of
 * gateways that have no letter has no way to declare them.
 */
function familiesOf(trace: Trace, { families: known }: Checklist): readonly string[] {
  const named = familiesIn(trace)
  const letters = declaredIn(trace)?.families ?? []
  const hasLetters = known.some(({ family, letter }) => letter && named.includes(family))
  if (!hasLetters) return named
  const declared = known.filter(({ letter }) => letter !== undefined && letters.includes(letter))
  return [...new Set([...named, ...declared.map(({ family }) => family)])]
}

/** A merchant is as ready as it is at the gateway where it is least ready. */
function withFamilies(whole: Summary, families: readonly FamilyGrade[] = []): Summary {
  const isOpen = families.some(({ verdict }) => verdict === 'incomplete')
  return whole.verdict === 'ready' && isOpen
    ? { ...whole, verdict: 'incomplete', score: null }
    : whole
}

function familyGrade(trace: Trace, family: string, rules: readonly RuleGrade[]): FamilyGrade {
  const { verdict, score, coverage } = summarise(rules, whyNoVerdict(trace, rules))
  return { family, verdict, score, coverage }
}

/**
 * A sale that was played again has the line of its last play, and that of an earlier one too where only
 * the earlier one differs and a failure of it stands.
 */
function moneyOf(rounds: readonly Trace[], rules: readonly RuleGrade[]): MoneyLine[] {
  const last = lastPlays(rounds)
  const failed = new Set(
    rules.flatMap(({ verdict }) =>
      verdict.occurrences.flatMap(({ status, sale }) => (status === 'fail' && sale ? [sale] : [])),
    ),
  )
  const lines = rounds.flatMap((round) =>
    readSales(round).map((sale) => {
      const line = moneyLine(round, sale, rules)
      return { line, latest: last.get(sale.again ?? line.saleId ?? '') }
    }),
  )
  const differs = ({ line }: { line: MoneyLine }) => line.match === 'differs'
  const odd = new Set(lines.filter(differs).map(({ line }) => line.saleId))
  return lines
    .filter(({ line: { saleId = '', match }, latest }) => {
      if (latest === undefined || latest === saleId) return true
      return match === 'differs' && failed.has(saleId) && !odd.has(latest)
    })
    .map(({ line }) => line)
}

type Summary = Pick<Scorecard, 'verdict' | 'score' | 'coverage' | 'rules' | 'tooLate'>

/** What the rules' verdicts come to together. */
export function summarise(rules: readonly RuleGrade[], tooLate?: LocalizedText): Summary {
  const coverage = { critical: share(rules, ['critical']), all: share(rules) }
  const verdict = tooLate ? 'incomplete' : overall(rules, coverage.critical)
  const score = verdict === 'incomplete' ? null : scoreOf(rules)
  return { verdict, score, coverage, rules, ...(tooLate && { tooLate }) }
}

function graded(rule: Rule, verdict: Verdict): RuleGrade {
  const { id, severity, source, kind, title, trigger, remedy, needed } = rule
  const described = { id, severity, source, title, trigger, remedy, verdict }
  return { ...described, ...(kind && { kind }), ...(needed && { needed }) }
}

const isLost = ({ severity, verdict }: RuleGrade) =>
  severity === 'critical' && verdict.status === 'fail'

/** A critical rule that the machine left undecided leaves no verdict, unless another one fails. */
function whyNoVerdict(trace: Trace, rules: readonly RuleGrade[]): LocalizedText | undefined {
  if (rules.some(isLost)) return undefined
  const open = rules.filter(
    ({ severity, verdict }) =>
      severity === 'critical' && verdict.occurrences.some((one) => one.undecided),
  )
  if (open.length === 0) return undefined
  return sentenceOfTooLate(
    trace,
    open.map(({ id, verdict }) => ({ id, verdict })),
  )
}

export function isExercised({ verdict: { status } }: RuleGrade): boolean {
  return status === 'pass' || status === 'warn' || status === 'fail'
}

function share(rules: readonly RuleGrade[], severities?: readonly Severity[]): Share {
  const applicable = rules.filter(
    ({ severity, verdict }) =>
      verdict.status !== 'not-applicable' && (!severities || severities.includes(severity)),
  )
  return { exercised: applicable.filter(isExercised).length, applicable: applicable.length }
}

function overall(rules: readonly RuleGrade[], critical: Share): Scorecard['verdict'] {
  if (rules.some(isLost)) return 'not-ready'
  const enough = critical.exercised > 0 && critical.exercised >= ENOUGH * critical.applicable
  return enough && !rules.some(isMissing) ? 'ready' : 'incomplete'
}

/**
 * Nobody has tried whether a forged notification is believed, or whether money is counted right. What
 * was tried and cannot be seen (a shop that shows no entries of its books) has said why.
 */
function isMissing({ needed, verdict: { status, occurrences } }: RuleGrade): boolean {
  return needed === true && status === 'inconclusive' && occurrences.length === 0
}

function scoreOf(rules: readonly RuleGrade[]): number {
  const worth = { pass: 1, warn: 0.5, fail: 0 }
  let won = 0
  let possible = 0
  for (const { severity, verdict } of rules) {
    if (verdict.status === 'inconclusive' || verdict.status === 'not-applicable') continue
    won += WEIGHT[severity] * worth[verdict.status]
    possible += WEIGHT[severity]
  }
  return possible === 0 ? 0 : Math.round((1_000 * won) / possible) / 10
}
