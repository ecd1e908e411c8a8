// A line that a person wrote for their own shell (`psql -tAc "select count(*) from payments"`). The only
// place that knows of a shell: everything else starts programs by their words.
import { spawn } from 'node:child_process'

export interface Said {
  exitCode: number
  out: string
  /** The end of what it said of itself. */
  err: string
}

/** A listing of a shop's books, no export of them. */
const MOST_CHARS = 4 * 1024 * 1024
const LAST_WORDS = 600

/** By `sh`, on Windows by `cmd.exe`. */
export function runLine(
  line: string,
  env: Readonly<Record<string, string>>,
  patienceMs: number,
): Promise<Said> {
  const child = spawn(line, {
    shell: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    timeout: patienceMs,
  })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said.out.length < MOST_CHARS) said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err = (said.err + text).slice(-LAST_WORDS)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      const err = signal ? `it took longer than ${patienceMs / 1_000} s` : said.err.trim()
      resolve({ exitCode: code ?? 1, out: said.out, err })
    })
  })
}
