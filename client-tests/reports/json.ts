// The report for programs; its shape is published (`report-schema.ts`).
import type { Report } from './report-schema.ts'

/** JSON text, two spaces, ending in a newline. */
export const jsonReport = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`
