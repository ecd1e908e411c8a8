// Starts a merchant's program, waits until it is ready, and ends it with everything it started.
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type { RunningServer } from '../../../server/hosts/node.ts'
import {
  endProgram,
  fastestTemporaryFolder,
  onStop,
  startProgram,
  type PipedProgram as Child,
} from '../../../server/hosts/platform.ts'
import { environmentOf, freePort } from './environment.ts'

export interface RunningMerchant extends AsyncDisposable {
  url: string
  /** What it was told to listen on. */
  port: number
  pid?: number
}

/** A folder for its store and keys, and a port: both outlive a program that is started anew. */
export interface MerchantPlace extends AsyncDisposable {
  folder: string
  port: number
}

export async function placeForMerchant(): Promise<MerchantPlace> {
  // Time may run ten times as fast, but a disk does not: a shop that waits for it at every commit stands
  // still for its customers. So the store of one run lies in memory where the system offers that.
  const folder = await mkdtemp(join(fastestTemporaryFolder(), 'alipay-sim-merchant-'))
  return {
    folder,
    port: await freePort(),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

export interface StartOptions {
  timeScale?: number
  env?: Record<string, string>
  /** Asked until something answers, for a program that prints no ready line. */
  readyUrl?: (port: number) => string
}

const READY_WITHIN_MS = 20_000
const ASK_EVERY_MS = 150
const LAST_WORDS = 2_000

/**
 * The program gets its settings in the environment, and its STORE in its place. It is ready when it prints
 * `{"event":"ready","url":"http://…"}`, or when something answers HTTP at PORT.
 */
export async function startMerchant(
  command: readonly string[],
  server: RunningServer,
  { folder, port }: Pick<MerchantPlace, 'folder' | 'port'>,
  {
    timeScale,
    env,
    readyUrl = (port) => `http://127.0.0.1:${port}/conformance/capabilities`,
  }: StartOptions,
): Promise<RunningMerchant> {
  if (command.length === 0) throw new Error('merchant: no command was given after --')
  const settings = { ...environmentOf(server, { folder, port, timeScale }), ...env }
  const child = startProgram(command, { ...process.env, ...settings })
  const forget = endWithUs(child)
  const end = async () => {
    await stop(child)
    forget()
  }
  try {
    const url = await readyAt(child, command.join(' '), readyUrl(port), port)
    return { url, port, pid: child.pid, [Symbol.asyncDispose]: end }
  } catch (error) {
    await end()
    throw error
  }
}

async function readyAt(child: Child, shown: string, url: string, port: number): Promise<string> {
  const answered = new AbortController()
  try {
    return await Promise.race([
      saysReady(child, shown, url),
      whenAnswering(url, answered.signal).then(() => `http://127.0.0.1:${port}`),
    ])
  } finally {
    answered.abort()
    child.removeAllListeners('exit')
  }
}

function saysReady(child: Child, shown: string, url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const fail = (what: string) => {
      clearTimeout(timer)
      reject(new Error(`merchant: "${shown}" ${what}${output && `; it said:\n${output}`}`))
    }
    const timer = setTimeout(() => {
      fail(
        `did not get ready within ${READY_WITHIN_MS / 1_000} s: it printed no line ` +
          `{"event":"ready","url":"http://…"}, and nothing answers at ${url}`,
      )
    }, READY_WITHIN_MS)
    timer.unref()
    child.once('error', (error) => fail(`did not start: ${error.message}`))
    child.once('exit', (code, signal) => fail(`ended (${code ?? signal}) before it was ready`))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-LAST_WORDS)
    })
    createInterface(child.stdout).on('line', (line) => {
      const url = urlIn(line)
      if (url === undefined) return
      clearTimeout(timer)
      resolve(url)
    })
  })
}

/** Any answer counts: a 404 comes from a program that listens. */
async function whenAnswering(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    await pause(ASK_EVERY_MS)
    // Never resolves once nobody waits for it any longer.
    if (signal.aborted) return new Promise(() => {})
    try {
      await (await fetch(url, { signal: AbortSignal.timeout(2_000) })).arrayBuffer()
      return
    } catch {
      // Not listening yet.
    }
  }
}

function urlIn(line: string): string | undefined {
  try {
    const message: unknown = JSON.parse(line)
    if (typeof message !== 'object' || message === null || !('event' in message)) return undefined
    return message.event === 'ready' && 'url' in message && typeof message.url === 'string'
      ? message.url.replace(/\/+$/, '')
      : undefined
  } catch {
    return undefined
  }
}

/** Ctrl-C reaches only our own group, so it is passed on. */
function endWithUs(child: Child): () => void {
  return onStop(() => {
    endProgram(child, 'force', ALL)
    process.exit(130)
  })
}

/** What `npm start` starts ends with it. */
const ALL = { group: true }

async function stop(child: Child): Promise<void> {
  const isGone = child.exitCode !== null || child.signalCode !== null || child.pid === undefined
  if (!isGone) {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    endProgram(child, 'ask', ALL)
    const timer = setTimeout(() => endProgram(child, 'force', ALL), 2_000)
    await gone
    clearTimeout(timer)
  }
  // Whatever it started and left behind.
  endProgram(child, 'force', ALL)
}
