// One graded run in the form that its reader wants.
import type { Entry } from '../../server/journal/entry.ts'
import { readTrace } from '../../server/journal/trace.ts'
import { visibleIn } from '../../server/values/visible.ts'
import type { Scorecard } from '../grade/grade.ts'
import { htmlReport } from './html.ts'
import { jsonReport } from './json.ts'
import { junitReport } from './junit.ts'
import { markdownReport } from './markdown.ts'
import { modelOf, type ReportModel } from './model.ts'
import type { Circumstances } from './report.ts'
import { terminalReport } from './terminal.ts'
import type { TerminalOptions } from './terminal-page.ts'

export type ReportFormat = ({ as: 'terminal' } & TerminalOptions) | { as: 'json' } | InOneLanguage

interface InOneLanguage {
  /** The HTML report holds both languages and begins with this one. */
  as: 'junit' | 'html' | 'markdown'
  language: 'en' | 'zh'
}

/** Writes the report as text. `entries` are those that were graded. */
export function reportOf(
  card: Scorecard,
  entries: readonly Entry[],
  format: ReportFormat,
  around?: Circumstances,
): string {
  return createReports(card, entries, around)(format)
}

/** Prepares the reports of one run: what they have to say is worked out once, in however many forms it is written. */
export function createReports(
  card: Scorecard,
  entries: readonly Entry[],
  around?: Circumstances,
): (format: ReportFormat) => string {
  let model: ReportModel | undefined
  // What people read: no text of a merchant or a client may steer their terminal or their page.
  const shown = () =>
    modelOf(visibleIn(card), readTrace(visibleIn(entries)), around && visibleIn(around))
  return (format) => {
    if (format.as === 'json') return jsonReport(modelOf(card, readTrace(entries), around))
    model ??= shown()
    return written(model, format)
  }
}

function written(model: ReportModel, format: Exclude<ReportFormat, { as: 'json' }>): string {
  switch (format.as) {
    case 'terminal':
      return terminalReport(model, format)
    case 'junit':
      return junitReport(model.report, format.language)
    case 'html':
      return htmlReport(model, format.language)
    case 'markdown':
      return markdownReport(model, format.language)
  }
}
