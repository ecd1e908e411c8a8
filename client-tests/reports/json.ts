// The report for programs; its shape is published (`report-schema.ts`).
import type { ReportModel } from './model.ts'
import { summaryOf } from './summary.ts'

/** JSON text, two spaces, ending in a newline. */
export const jsonReport = (model: ReportModel): string =>
  `${JSON.stringify({ ...model.report, summary: summaryOf(model) }, null, 2)}\n`
