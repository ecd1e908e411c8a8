// What every form of a report lays out, worked out once: the verdict in words, the money order by order,
// what failed and why, what stayed open, and what to run next. Forms choose, order and draw; they derive nothing.
import type { Trace } from '../../server/journal/trace.ts'
import type { Scorecard } from '../grade/grade.ts'
import type { LocalizedText } from '../rules/rule.ts'
import { aboutCover, aboutRun, aboutVerdict, runCalled, scoreText, type Fact } from './about.ts'
import { compareReports, type Comparison } from './compare.ts'
import { withContext } from './context.ts'
import { findingsOf, type Finding, type Occurrence } from './findings.ts'
import { fixFirstOf } from './fix-first.ts'
import { namesIn, scenarioCalled, type NameOf } from './names.ts'
import { nextCommand } from './next.ts'
import { ordersOf, type Orders } from './orders.ts'
import { buildReport, type Circumstances } from './report.ts'
import type { Report } from './report-schema.ts'
import { createSteps, type Step } from './steps.ts'
import type { FixFirst } from './summary-schema.ts'
import { remarksOn } from './undecided.ts'
import { ANSWERS, OUTCOMES, sentenceOf, verdictWord, WORDS } from './words.ts'

type Row<Field extends 'rules' | 'notTested' | 'expected' | 'attestation'> = NonNullable<
  Report[Field]
>[number]

/** A rule that was not judged, and why. */
export type Unjudged = Row<'notTested'> & { title: LocalizedText }

/** A failure that somebody expects: what has become of it, and whether its entry has to go. */
export type Expected = Row<'expected'> & { text: LocalizedText; isStale: boolean }

/** A question to the merchant, with the answer in a word. */
export type Answered = Row<'attestation'> & { given: LocalizedText }

export interface ReportModel {
  /** What is published, and what a form shows as it is. */
  report: Report
  /** In a word, and in a sentence for somebody who decides about going live. */
  verdict: { word: LocalizedText; sentence: LocalizedText }
  /** Absent where it would say nothing. */
  score: string | undefined
  /** What a reader has to know beside the verdict, each in a sentence. */
  remarks: readonly LocalizedText[]
  /** Which run it was, and by what it was judged. */
  about: { run: readonly Fact[]; verdict: readonly Fact[]; cover: readonly Fact[] }
  orders: Orders
  /** The worst first, as the warnings. */
  failed: readonly Finding[]
  warned: readonly Finding[]
  /** Of what failed what a manager is told, with the money that each put at stake. */
  fixFirst: readonly FixFirst[]
  passed: readonly Row<'rules'>[]
  /** Critical rules that nothing exercised. */
  criticalOpen: readonly Row<'rules'>[]
  notExercised: readonly Unjudged[]
  notApplicable: readonly Unjudged[]
  expected: readonly Expected[]
  answers: readonly Answered[]
  /** What was played, by name; how many of its sales differ. */
  scenarios: readonly { called: string; sales: number; differing: number }[]
  /** What has changed since an earlier run, where there is one. */
  since: { about: LocalizedText; comparison: Comparison } | undefined
  /** The command that brings the reader further; absent where nothing is left to do. */
  next: string | undefined
  nameOf: NameOf
  /** What happened step by step, with what the buyer did meanwhile and how the books moved. */
  stepsOf(occurrence: Occurrence): readonly Step[]
}

export function modelOf(card: Scorecard, trace: Trace, around?: Circumstances): ReportModel {
  const report = buildReport(card, trace, around)
  const { rules, money } = report
  const nameOf = namesIn(report)
  const failed = findingsOf(report, 'fail', nameOf)
  const warned = findingsOf(report, 'warn', nameOf)
  const criticalOpen = rules.filter(
    ({ severity, status }) => severity === 'critical' && status === 'inconclusive',
  )
  const lost = failed.filter(({ rule }) => rule.severity === 'critical').length
  const orders = ordersOf(money, nameOf)
  return {
    report,
    verdict: { word: verdictWord(report), sentence: sentenceOf(report, lost) },
    score: scoreText(report),
    remarks: remarksOn(report, nameOf),
    about: {
      run: aboutRun(report),
      verdict: aboutVerdict(report),
      cover: aboutCover(report),
    },
    orders,
    failed,
    warned,
    fixFirst: fixFirstOf(failed, orders.differing),
    passed: rules.filter(({ status }) => status === 'pass'),
    criticalOpen,
    notExercised: unjudged(report, 'inconclusive'),
    notApplicable: unjudged(report, 'not-applicable'),
    expected: (report.expected ?? []).map((row) => ({
      ...row,
      text: OUTCOMES[row.outcome],
      isStale: row.outcome === 'passes' || row.outcome === 'expired',
    })),
    answers: (report.attestation ?? []).map((row) => ({
      ...row,
      given: row.answer === undefined ? WORDS.unanswered : ANSWERS[row.answer],
    })),
    scenarios: scenariosIn(report),
    since: around?.before && {
      about: runCalled(around.before),
      comparison: compareReports(around.before, report),
    },
    next: nextCommand(report, { failed, warned, criticalOpen }),
    nameOf,
    stepsOf: stepsIn(report, trace),
  }
}

function unjudged({ rules, notTested }: Report, status: Row<'rules'>['status']): Unjudged[] {
  const titles = new Map(rules.map(({ id, title }) => [id, title]))
  return notTested
    .filter((row) => row.status === status)
    .flatMap((row) => {
      const title = titles.get(row.id)
      return title ? [{ ...row, title }] : []
    })
}

function scenariosIn({ run, money }: Report): ReportModel['scenarios'] {
  const lines = Map.groupBy(money, ({ scenario }) => scenario)
  return (run?.scenarios ?? []).map(({ id }) => {
    const sales = lines.get(id) ?? []
    const differing = sales.filter(({ match }) => match === 'differs').length
    return { called: scenarioCalled(id), sales: sales.length, differing }
  })
}

function stepsIn({ money }: Report, trace: Trace): ReportModel['stepsOf'] {
  const steps = createSteps(trace)
  const numbersOf = new Map(money.map(({ saleId, outTradeNos }) => [saleId, outTradeNos]))
  return ({ sale, outTradeNo, evidence }) => {
    const ofSale = sale === undefined ? undefined : numbersOf.get(sale)
    const numbers = ofSale ?? (outTradeNo === undefined ? [] : [outTradeNo])
    return steps(withContext(trace, evidence, numbers))
  }
}
