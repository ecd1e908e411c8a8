// Grades for the pages that show them: one of a shop that cancels late, one of a shop with markup in all its
// words, one that runs, one that could not.
import { grade } from '../client-tests/grade/grade.ts'
import { goodRun, hostileRun, lateCancelRun } from '../client-tests/grade/run.fixture.ts'
import { reportOf } from '../client-tests/reports/formats.ts'
import { readReport, type Report } from '../client-tests/reports/report-schema.ts'
import type { Journal } from '../client-tests/trace/journal.fixture.ts'
import type { Sandbox } from '../server/sandbox/sandbox.ts'

const MERCHANT = 'node my-shop.js'

function reportOn(journal: Journal, shop = '1a2b3c4d5e6f'): Report {
  const around = { version: '1.2.3', shop: { version: shop, from: 'git' as const } }
  return readReport(reportOf(grade(journal.trace()), journal.entries(), { as: 'json' }, around))
}

const REPORTS = {
  late: () => reportOn(lateCancelRun()),
  good: () => reportOn(goodRun()),
  /** Sold and paid, and the shop believes that nobody paid. */
  hostile: (words: string) => reportOn(hostileRun(words), words),
}

const postReport = ({ grades }: Sandbox, id: string, report: Report, merchant: string) => {
  const { verdict, score, totals, rules, summary, shop } = report
  const outcome = {
    verdict,
    isTooLate: false,
    score,
    sales: totals.sales,
    differing: totals.differing,
    failed: rules.filter(({ status }) => status === 'fail').length,
    reading: 'default',
    shop: shop?.version,
    sentence: summary?.sentence,
  }
  grades.put(id, merchant, { outcome, report: JSON.stringify(report) })
}

export function postGrades(sandbox: Sandbox, words: string): void {
  postReport(sandbox, 'late', REPORTS.late(), MERCHANT)
  postReport(sandbox, 'good', REPORTS.good(), MERCHANT)
  postReport(sandbox, 'hostile', REPORTS.hostile(words), words)
  sandbox.grades.put('stopped', MERCHANT, { failed: `"${words}" did not start` })
  const part = { sales: 3, name: words, isBegun: true }
  sandbox.grades.put('running', MERCHANT, {
    progress: {
      round: 2,
      done: 4,
      total: 9,
      what: words,
      leftMs: 95_000,
      scenarios: [
        { ...part, id: 'S01', done: 3 },
        { ...part, id: 'S02', done: 1 },
        { ...part, id: 'S03', done: 0, isBegun: false },
      ],
    },
  })
}
