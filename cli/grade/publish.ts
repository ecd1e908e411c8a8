// A graded run on its way to its readers: the terminal, files for people and for CI, a certificate.
import { appendFileSync } from 'node:fs'
import { gradeEntries, type Scorecard } from '../../client-tests/grade/grade.ts'
import { createReports } from '../../client-tests/reports/formats.ts'
import type { Circumstances } from '../../client-tests/reports/report.ts'
import { readReport, type Report } from '../../client-tests/reports/report-schema.ts'
import { checklist as standard } from '../../client-tests/rules/checklist.ts'
import { writeJournal } from '../../client-tests/grade/saved-journal.ts'
import { attest } from '../../client-tests/verdicts/attestation.ts'
import { issueCertificate, signerOf } from '../../client-tests/verdicts/certificate.ts'
import { meetExpectations, verdictBesides } from '../../client-tests/verdicts/expectations.ts'
import type { Entry } from '../../server/journal/entry.ts'
import type { About } from './about.ts'
import type { Judging } from './judging.ts'
import { latestOf, runBefore, writeRun } from './report-folder.ts'
import type { Io } from '../io.ts'

export interface Audience {
  io: Pick<Io, 'out' | 'err' | 'env'> & { version?: string }
  language: 'en' | 'zh'
  /** Folder of the report files; none are written without it. */
  reports?: string
  /** `terminal`, or the JSON report for a script. */
  show: 'terminal' | 'json' | 'nothing'
  /** The terminal report whole, instead of on one screen. */
  all?: boolean
  judging?: Judging
  about?: About
}

export interface Published extends Scorecard {
  /** What the run comes to when expected failures are set aside: the exit code. */
  outcome: Scorecard['verdict']
  /** The JSON report. */
  json: string
}

/** Grades, shows, and writes the reports of a run under `NAME`. */
export function publish(
  entries: readonly Entry[],
  name: string,
  { io, language, reports, show, all, judging = { checklist: standard }, about }: Audience,
): Published {
  const date = new Date()
  const now = date.toISOString()
  const graded = gradeEntries(entries, judging.checklist)
  const card = judging.answers ? attest(graded, judging.answers) : graded
  const expected =
    judging.expectations && meetExpectations(card, judging.expectations, now.slice(0, 10))
  const { signingKey } = judging
  const around: Circumstances = {
    ...about,
    version: io.version,
    target: judging.target,
    expected,
    before: reports === undefined ? undefined : sameMerchant(runBefore(reports, name), entries),
    ...(reports !== undefined && {
      certificate: { file: `${name}.certificate.json`, ...signerOf(signingKey) },
    }),
  }
  const report = createReports(card, entries, around)
  const json = report({ as: 'json' })
  if (show === 'json') io.out(json)
  const markdown = report({ as: 'markdown', language })
  if (io.env.GITHUB_STEP_SUMMARY) appendFileSync(io.env.GITHUB_STEP_SUMMARY, markdown)
  if (reports !== undefined) {
    const certificate = issueCertificate(readReport(json), json, { issuedAt: now, signingKey })
    const files = {
      [`${name}.html`]: report({ as: 'html', language }),
      [`${name}.md`]: markdown,
      [`${name}.json`]: json,
      [`${name}.junit.xml`]: report({ as: 'junit', language }),
      [`${name}.journal.jsonl`]: writeJournal(entries),
      [`${name}.certificate.json`]: `${JSON.stringify(certificate, null, 2)}\n`,
    }
    writeRun(reports, date, files)
  }
  if (show === 'terminal') {
    const width = Math.min(process.stdout.columns ?? 100, 120)
    const color = process.stdout.isTTY && !io.env.NO_COLOR
    const html = reports === undefined ? undefined : latestOf(reports, `${name}.html`)
    io.out(report({ as: 'terminal', language, color, width, all, html }))
  }
  const outcome = expected ? verdictBesides(card, expected) : card.verdict
  return { ...card, outcome, json }
}

/** A run of another shop that happens to have had the same file names is nothing to compare with. */
function sameMerchant(before: Report | undefined, entries: readonly Entry[]): Report | undefined {
  const run = entries.findLast((entry) => entry.kind === 'run')
  return before?.run && before.run.merchant === run?.merchant ? before : undefined
}
