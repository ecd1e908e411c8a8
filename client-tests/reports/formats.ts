// One graded run in the form that its reader wants.
import type { Entry } from '../../server/journal/entry.ts'
import { readTrace, type Trace } from '../../server/journal/trace.ts'
import { visibleIn } from '../../server/values/visible.ts'
import type { Scorecard } from '../grade/grade.ts'
import { htmlReport } from './html.ts'
import { jsonReport } from './json.ts'
import { junitReport } from './junit.ts'
import { markdownReport } from './markdown.ts'
import { buildReport, type Circumstances } from './report.ts'
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
  if (format.as === 'json') return jsonReport(card, readTrace(entries), around)
  const shown = readTrace(visibleIn(entries))
  return written(visibleIn(card), shown, format, around && visibleIn(around))
}

/** What people read: no text of a merchant or a client may steer their terminal or their page. */
function written(
  card: Scorecard,
  trace: Trace,
  format: Exclude<ReportFormat, { as: 'json' }>,
  around?: Circumstances,
): string {
  switch (format.as) {
    case 'terminal':
      return terminalReport(card, trace, format, around)
    case 'junit':
      return junitReport(buildReport(card, trace, around), format.language)
    case 'html':
      return htmlReport(card, trace, format.language, around)
    case 'markdown':
      return markdownReport(card, trace, format.language, around)
  }
}
