// The report for programs. The shape is versioned: fields may be added under one `schemaVersion`,
// never renamed or removed.
import type { Trace } from '../../server/journal/trace.ts'
import type { RuleGrade, Scorecard } from '../grade.ts'
import { maskerOf } from '../../server/journal/mask.ts'
import { createSlices, type DrawSlice } from './slice.ts'

export const REPORT_SCHEMA_VERSION = 1

/** JSON text, two spaces, ending in a newline. */
export function jsonReport(card: Scorecard, trace: Trace): string {
  const slice = createSlices(trace)
  const { verdict, score, coverage, totals, transcriptHash } = card
  const report = {
    schemaVersion: REPORT_SCHEMA_VERSION,
    verdict,
    score,
    coverage,
    transcriptHash,
    totals,
    money: card.money,
    rules: card.rules.map((rule) => ruleOf(rule, slice)),
  }
  const mask = maskerOf(trace.entries).maskText
  return `${JSON.stringify(report, (_key, value: unknown) => (typeof value === 'string' ? mask(value) : value), 2)}\n`
}

function ruleOf({ verdict, ...rule }: RuleGrade, slice: DrawSlice) {
  return {
    ...rule,
    status: verdict.status,
    occurrences: verdict.occurrences.map((occurrence) => ({
      ...occurrence,
      trace: slice(occurrence.evidence),
    })),
  }
}
