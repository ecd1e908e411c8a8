// The report for programs; its shape is published (`report-schema.ts`).
import type { Trace } from '../../server/journal/trace.ts'
import type { Scorecard } from '../grade/grade.ts'
import { buildReport, type Circumstances } from './report.ts'

/** JSON text, two spaces, ending in a newline. */
export function jsonReport(card: Scorecard, trace: Trace, around?: Circumstances): string {
  return `${JSON.stringify(buildReport(card, trace, around), null, 2)}\n`
}
