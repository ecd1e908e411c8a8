// A line that a person wrote for their own shell (`psql -tAc "select count(*) from payments"`).
import { endProgram, startLine } from '../../../server/hosts/platform.ts'

export interface Ran {
  exitCode: number
  out: string
  /** The end of what it said of itself. */
  err: string
}

/** A listing of a shop's books, no export of them. */
const MOST_CHARS = 4 * 1024 * 1024
const LAST_WORDS = 600

export function runLine(
  line: string,
  env: Readonly<Record<string, string>>,
  patienceMs: number,
): Promise<Ran> {
  const child = startLine(line, { ...process.env, ...env })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said.out.length < MOST_CHARS) said.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err = (said.err + text).slice(-LAST_WORDS)
  })
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      endProgram(child, 'force')
      // What the shell started may live on and keep them open.
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ exitCode: 1, out: '', err: `it took longer than ${patienceMs / 1_000} s` })
    }
    const timer = setTimeout(giveUp, patienceMs)
    child.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ exitCode: code ?? 1, out: said.out, err: said.err.trim() })
    })
  })
}
