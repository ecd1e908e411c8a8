// Where the files of a graded run go: a folder for each run, named by the time, and `latest`, which holds
// the latest run of each name. Copies, because not every system lets everybody make links.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readReport, type Report } from '../../client-tests/reports/report-schema.ts'
import { withFile } from '../file-failure.ts'

const LATEST = 'latest'

export const latestOf = (reports: string, file: string) => join(reports, LATEST, file)

/** Writes the files of a run; nothing of an earlier one is overwritten but in `latest`. */
export function writeRun(reports: string, now: Date, files: Record<string, string>): void {
  const folder = withFile(reports, () => makeFolder(reports, now))
  withFile(join(reports, LATEST), () => mkdirSync(join(reports, LATEST), { recursive: true }))
  for (const [file, text] of Object.entries(files)) {
    withFile(join(folder, file), () => {
      writeFileSync(join(folder, file), text)
      copyFileSync(join(folder, file), latestOf(reports, file))
    })
  }
}

/** `2026-11-28T10-10-05Z`: a name that every system takes; with a number where it is taken. */
function makeFolder(reports: string, now: Date): string {
  mkdirSync(reports, { recursive: true })
  const name = now.toISOString().slice(0, 19).replaceAll(':', '-')
  for (let nth = 1; ; nth++) {
    const folder = join(reports, `${name}Z${nth === 1 ? '' : `-${nth}`}`)
    if (existsSync(folder)) continue
    mkdirSync(folder, { recursive: true })
    return folder
  }
}

/** The run before of the same name; none where there is no file, or one that cannot be read. */
export function runBefore(reports: string, name: string): Report | undefined {
  const file = latestOf(reports, `${name}.json`)
  if (!existsSync(file)) return undefined
  try {
    return readReport(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
