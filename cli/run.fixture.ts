// Runs command lines inside a test, and keeps what they print.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
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

/** A scratch folder of each test's own, and command lines whose output adds up in `written`. */
export function keepCli() {
  let folder: string
  let written: { out: string; err: string }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cli-'))
    written = { out: '', err: '' }
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
    process.exitCode = undefined
  })
  const io: Io = {
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    progress: 'none',
    env: {},
    fetch,
    stopped: () => new Promise(() => {}),
    version: '1.2.3',
  }
  return {
    io,
    folder: () => folder,
    written: () => written,
    /** The exit code of a command line, wherever the command put it. */
    async exitCode(...words: string[]): Promise<number> {
      const code = await run(words, io)
      return code === 0 ? Number(process.exitCode ?? 0) : code
    },
  }
}

/** Starts `serve` in this process; `stop` is the signal. */
export async function serve(line: string, env: Record<string, string> = {}) {
  let stop = () => {}
  let print = (_text: string) => {}
  const stopped = new Promise<void>((resolve) => (stop = resolve))
  const printed = new Promise<string>((resolve) => (print = resolve))
  const words = line.includes('--port') ? `serve ${line}` : `serve --port 0 ${line}`
  const over = runCli(words, { env, out: print, stopped: () => stopped })
  const early = over.then(({ err }) => {
    throw new Error(`it ended before it was ready: ${err}`)
  })
  const text = await Promise.race([printed, early])
  early.catch(() => {})
  return {
    text,
    /** Resolves to the exit code, and to what was said on the way. */
    end: () => {
      stop()
      return over
    },
    stop: async () => {
      stop()
      return (await over).code
    },
  }
}
