// A graded run on its way to its readers: the terminal, and files for CI.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gradeEntries, type Scorecard } from '../client-tests/grade.ts'
import { reportOf } from '../client-tests/report.ts'
import { writeJournal } from '../client-tests/saved-journal.ts'
import type { Entry } from '../server/journal/entry.ts'
import type { Io } from './io.ts'

export interface Audience {
  io: Pick<Io, 'out' | 'err' | 'env'>
  language: 'en' | 'zh'
  /** Folder of the report files; none are written without it. */
  reports?: string
  /** `terminal`, or the JSON report for a script. */
  show: 'terminal' | 'json'
}

/** Grades, shows, and writes `NAME.json`, `NAME.junit.xml` and `NAME.journal.jsonl`. */
export function publish(
  entries: readonly Entry[],
  name: string,
  { io, language, reports, show }: Audience,
): Scorecard {
  const card = gradeEntries(entries)
  const width = Math.min(process.stdout.columns ?? 100, 120)
  const color = process.stdout.isTTY && !io.env.NO_COLOR
  const json = reportOf(card, entries, { as: 'json' })
  const terminal = () => reportOf(card, entries, { as: 'terminal', language, color, width })
  io.out(`${(show === 'json' ? json : terminal()).trimEnd()}\n`)
  if (reports === undefined) return card
  mkdirSync(reports, { recursive: true })
  const files = {
    [`${name}.json`]: json,
    [`${name}.junit.xml`]: reportOf(card, entries, { as: 'junit', language }),
    [`${name}.journal.jsonl`]: writeJournal(entries),
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(join(reports, file), text)
  const names = Object.keys(files).map((file) => join(reports, file))
  if (show === 'terminal') io.out(`\nwrote ${names.join(', ')}\n`)
  return card
}

/** Shows how far a run has come: one line that is rewritten, or a line now and then in a log. */
export function progress(io: Pick<Io, 'err'>): (done: number, total: number, what: string) => void {
  let shownTenths = 0
  return (done, total, what) => {
    const line = `  ${String(done).padStart(String(total).length)}/${total} sales at rest  ${what}`
    if (process.stderr.isTTY) {
      io.err(`\r${line.padEnd(79)}${done === total ? '\n' : ''}`)
      return
    }
    const tenths = Math.floor((done * 4) / total)
    if (tenths > shownTenths) io.err(`${line}\n`)
    shownTenths = tenths
  }
}
