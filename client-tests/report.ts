// One graded run in the form that its reader wants.
import type { Entry } from '../server/journal/entry.ts'
import { readTrace } from '../server/journal/trace.ts'
import type { Scorecard } from './grade.ts'
import { jsonReport } from './reports/json.ts'
import { junitReport } from './reports/junit.ts'
import { terminalReport, type TerminalOptions } from './reports/terminal.ts'

export type ReportFormat = ({ as: 'terminal' } & TerminalOptions) | { as: 'json' } | JunitFormat

interface JunitFormat {
  as: 'junit'
  language: 'en' | 'zh'
}

/** Writes the report as text. `entries` are those that were graded. */
export function reportOf(card: Scorecard, entries: readonly Entry[], format: ReportFormat): string {
  const trace = readTrace(entries)
  switch (format.as) {
    case 'terminal':
      return terminalReport(card, trace, format)
    case 'json':
      return jsonReport(card, trace)
    case 'junit':
      return junitReport(card, trace, format)
  }
}
