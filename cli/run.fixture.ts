// Runs command lines inside a test, and keeps what they print.
import { spawn } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, onTestFinished } from 'vitest'
import { startServer, type ServerOptions } from '../server/hosts/node.ts'
import { scratchFolder } from '../server/testing/scratch.fixture.ts'
import type { Io } from './io.ts'
import { run } from './program.ts'

export interface Ran {
  code: number
  out: string
  err: string
}

/** Nobody reads, nobody stops it, and a slow machine says nothing that a test does not ask for. */
export const silentIo: Io = {
  out: () => {},
  err: () => {},
  progress: 'none',
  env: {},
  fetch,
  stopped: () => Promise.resolve(),
  version: '1.2.3',
}

/** Words with spaces in them come as a list. */
type Line = string | readonly string[]
type More = Partial<Pick<Io, 'env' | 'stopped' | 'out' | 'err' | 'fetch' | 'progress'>>

/** `runCli('buyer list')` */
export async function runCli(line: Line, more: More = {}): Promise<Ran> {
  const ran = { code: 0, out: '', err: '' }
  const io: Io = {
    ...silentIo,
    out: (text) => void (ran.out += text),
    err: (text) => void (ran.err += text),
    ...more,
  }
  const words = typeof line === 'string' ? line.split(' ').filter(Boolean) : line
  ran.code = await run(words, io)
  return ran
}

export const TOKEN = 'a-token-for-tests'

/**
 * A server with its first app, and command lines that ask it; closed when the test is over (`onTestFinished`) or all tests of
 * the file are (`afterAll`).
 */
export async function openServer(
  whenOver: (close: () => Promise<void>) => void,
  options: Partial<ServerOptions> = {},
) {
  const server = await startServer({ port: 0, token: TOKEN, ...options })
  whenOver(() => server.close())
  const [app] = server.sandbox.apps.list()
  if (!app) throw new Error('a fresh sandbox has an app')
  const env = { ALIPAY_SIM_URL: server.url, ALIPAY_SIM_TOKEN: TOKEN }
  const sim = (line: Line, more: More = {}) => runCli(line, { env, ...more })
  return { ...server, app, sim }
}

/** What a program in a folder prints when Node runs it, with the packages of this repository at hand. */
export async function runProgram(folder: string, file: string): Promise<string> {
  symlinkSync(join(import.meta.dirname, '..', 'node_modules'), join(folder, 'node_modules'))
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  return text(spawn(process.execPath, [join(folder, file)], { stdio: [...stdio] }).stdout)
}

/** A scratch folder of each test's own, and command lines whose output adds up in `written`. */
export function keepCli() {
  let folder: string
  let written: { out: string; err: string }
  beforeEach(() => {
    folder = scratchFolder(onTestFinished)
    written = { out: '', err: '' }
  })
  afterEach(() => {
    process.exitCode = undefined
  })
  const io: Io = {
    ...silentIo,
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    stopped: () => new Promise(() => {}),
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
