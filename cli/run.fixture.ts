// Runs command lines inside a test, and keeps what they print.
import type { Io } from './io.ts'
import { run } from './program.ts'

export interface Ran {
  code: number
  out: string
  err: string
}

/** `cli('buyer list')`; words with spaces in them come as a list. */
export async function runCli(
  line: string | readonly string[],
  more: Partial<Pick<Io, 'env' | 'stopped' | 'out' | 'fetch' | 'progress'>> = {},
): Promise<Ran> {
  const ran = { code: 0, out: '', err: '' }
  const io: Io = {
    out: (text) => void (ran.out += text),
    err: (text) => void (ran.err += text),
    // A slow machine says nothing that a test does not ask for.
    progress: 'none',
    env: {},
    fetch,
    stopped: () => Promise.resolve(),
    version: '1.2.3',
    ...more,
  }
  const words = typeof line === 'string' ? line.split(' ').filter(Boolean) : line
  ran.code = await run(words, io)
  return ran
}
