// Puts together what a run's report says, before any writer gives it a form. Payment codes and tokens
// are masked here, once.
import * as v from 'valibot'
import type { Trace } from '../../server/journal/trace.ts'
import { maskerOf } from '../../server/journal/mask.ts'
import { isExercised, type RuleGrade, type Scorecard } from '../grade/grade.ts'
import { hashTranscript } from '../grade/saved-journal.ts'
import { declaredIn } from '../rules/applicability.ts'
import type { LocalizedText } from '../rules/rule.ts'
import { findCauses } from './causes.ts'
import { exercisedBy } from './exercised-by.ts'
import { nameOfScenario, scenarioCalled } from './names.ts'
import {
  REPORT_SCHEMA_VERSION,
  reportSchema,
  type ExpectedRow,
  type Report,
  type Target,
} from './report-schema.ts'
import { createSlices } from './slice.ts'

/** What a report says that is neither in the journal nor in the grade. */
export interface Circumstances {
  /** Of this package. */
  version?: string
  target?: Target
  /** Which version of the shop was graded. */
  shop?: Report['shop']
  /** Who ran it. */
  runBy?: string
  certificate?: Report['certificate']
  expected?: readonly ExpectedRow[]
  /** An earlier run of the same merchant, to compare with. */
  before?: Report
}

export function buildReport(card: Scorecard, trace: Trace, around: Circumstances = {}): Report {
  const slice = createSlices(trace)
  const declared = declaredIn(trace)
  const { verdict, score, coverage, totals, reading, tooLate } = card
  const run = readRun(trace, around.target)
  const report: Report = {
    schemaVersion: REPORT_SCHEMA_VERSION,
    tool: { name: 'alipay-sim', ...(around.version !== undefined && { version: around.version }) },
    ...(around.shop && { shop: around.shop }),
    ...(around.runBy !== undefined && { runBy: around.runBy }),
    ...(around.certificate && { certificate: around.certificate }),
    verdict,
    ...(tooLate && { tooLate }),
    score,
    coverage,
    transcriptHash: hashTranscript(trace.entries),
    reading,
    ...(run && { run }),
    totals,
    money: card.money.map((line) => ({
      ...line,
      outTradeNos: [...line.outTradeNos],
      differences: [...line.differences],
    })),
    rules: card.rules.map(({ verdict: { status, occurrences }, ...rule }) => ({
      ...rule,
      status,
      occurrences: occurrences.map((occurrence) => ({
        ...occurrence,
        evidence: [...occurrence.evidence],
        trace: slice(occurrence.evidence),
      })),
      exercisedBy: [...exercisedBy(rule.id, declared)],
    })),
    ...(card.playedAgain && {
      playedAgain: card.playedAgain.map((one) => ({ ...one, rules: [...one.rules] })),
    }),
    ...(card.families && { families: [...card.families] }),
    causes: findCauses(card.rules),
    notTested: card.rules
      .filter((rule) => !isExercised(rule))
      .map((rule) => ({
        id: rule.id,
        severity: rule.severity,
        status: rule.verdict.status,
        why: whyNotTested(rule, trace),
      })),
    ...(around.expected && { expected: [...around.expected] }),
    ...(card.attestation && {
      attestation: card.attestation.map((row) => ({
        ...row,
        linked: [...row.linked],
        evidence: [...row.evidence],
      })),
    }),
  }
  return masked(report, maskerOf(trace.entries).maskText)
}

function readRun(trace: Trace, target: Target | undefined): Report['run'] {
  const run = trace.of('run').at(-1)
  if (!run) return undefined
  const { merchant, seed, resultChannel, reading: world } = run
  const phases = trace.of('scenario')
  const ids = phases.filter(({ phase }) => phase === 'started').map(({ scenario }) => scenario)
  const scenarios = [...new Set(ids)].map((id) => {
    const end = phases.findLast((one) => one.scenario === id && one.phase !== 'started')?.phase
    const name = nameOfScenario(id)
    const options = phases.find((one) => one.scenario === id && one.options)?.options
    const has = options !== undefined && Object.keys(options).length > 0
    return {
      id,
      ...(name !== undefined && { name }),
      ...(end && { end }),
      ...(has && { options: { ...options } }),
    }
  })
  const rounds = trace.of('run')
  const [first = run] = rounds
  return {
    merchant,
    seed,
    timeScale: first.timeScale,
    resultChannel,
    startedAt: new Date(first.at).toISOString(),
    lastedMs: lastedMs(trace),
    ...(world !== undefined && { world }),
    scenarios,
    ...(rounds.length > 1 && { rounds: rounds.length }),
    ...readDelays(trace),
    ...(target && { target }),
  }
}

/** Real time: every round passes at a scale of its own. */
function lastedMs(trace: Trace): number {
  const rounds = trace.of('run')
  const endMs = trace.entries.at(-1)?.elapsedMs ?? 0
  const spans = rounds.map(({ elapsedMs, timeScale }, place) => {
    return ((rounds[place + 1]?.elapsedMs ?? endMs) - elapsedMs) * timeScale
  })
  return Math.round(spans.reduce((sum, span) => sum + span, 0))
}

function readDelays(trace: Trace): Pick<NonNullable<Report['run']>, 'delays'> {
  const ends = trace.of('run-end')
  const by = ends.at(-1)?.delaysBy
  if (by === undefined) return {}
  return { delays: { longestMs: Math.max(...ends.map(({ maxDelayMs }) => maxDelayMs)), by } }
}

/** Why a rule said nothing: its own words, or what it needs and the scenario that would bring it. */
function whyNotTested({ id, trigger, verdict }: RuleGrade, trace: Trace): LocalizedText {
  const reason = verdict.occurrences[0]?.said
  if (reason) return reason
  const scenarios = exercisedBy(id, declaredIn(trace))
  if (scenarios.length === 0) return { en: `needs: ${trigger.en}`, zh: `需要：${trigger.zh}` }
  const played = new Set(trace.of('scenario').map(({ scenario }) => scenario))
  const named = (some: readonly string[], gap: string) => some.map(scenarioCalled).join(gap)
  const ran = scenarios.filter((one) => played.has(one))
  const left = scenarios.filter((one) => !played.has(one))
  const isLeft = left.length > 0
  const hasRun = ran.length > 0
  // What has just run could not bring it with this shop: to run that again would not help.
  const en = [
    isLeft && `scenario ${named(left, ', ')}`,
    hasRun && `${named(ran, ', ')} ran, and it did not come to that`,
  ]
  const zh = [
    isLeft && `场景 ${named(left, '、')}`,
    hasRun && `已运行 ${named(ran, '、')}，但未触发`,
  ]
  return {
    en: `needs: ${trigger.en} (${en.filter(Boolean).join('; ')})`,
    zh: `需要：${trigger.zh}（${zh.filter(Boolean).join('；')}）`,
  }
}

/** A copy without `undefined`, whose every text was masked. */
function masked(report: Report, mask: (text: string) => string): Report {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return mask(value)
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    const fields = Object.entries(value).filter(([, field]) => field !== undefined)
    return Object.fromEntries(fields.map(([name, field]) => [name, walk(field)]))
  }
  return v.parse(reportSchema, walk(report))
}
