// Starts a merchant's program, waits until it says where it listens, and ends it.
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

export interface RunningMerchant extends AsyncDisposable {
  url: string
}

const READY_WITHIN_MS = 20_000
const LAST_WORDS = 2_000

/**
 * The program gets its settings in the environment (GATEWAY_URL, APP_ID, keys, …) and a fresh STORE,
 * and must print one line of JSON when it listens: `{"event":"ready","url":"http://…"}`.
 */
export async function startMerchant(
  command: readonly string[],
  env: Record<string, string>,
): Promise<RunningMerchant> {
  const [program, ...args] = command
  if (program === undefined) throw new Error('merchant: no command was given after --')
  const folder = await mkdtemp(join(tmpdir(), 'alipay-sim-merchant-'))
  const child = spawn(program, args, {
    env: { ...process.env, STORE: join(folder, 'store.sqlite'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const end = async () => {
    await stop(child)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { url: await readyUrl(child, command.join(' ')), [Symbol.asyncDispose]: end }
  } catch (error) {
    await end()
    throw error
  }
}

type Child = ChildProcessByStdio<null, Readable, Readable>

function readyUrl(child: Child, shown: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const fail = (what: string) => {
      clearTimeout(timer)
      reject(new Error(`merchant: "${shown}" ${what}${said && `; it said:\n${said}`}`))
    }
    const timer = setTimeout(() => {
      fail(`printed no line {"event":"ready","url":"http://…"} within ${READY_WITHIN_MS / 1_000} s`)
    }, READY_WITHIN_MS)
    child.once('error', (error) => fail(`did not start: ${error.message}`))
    child.once('exit', (code, signal) => fail(`ended (${code ?? signal}) before it was ready`))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-LAST_WORDS)
    })
    createInterface(child.stdout).on('line', (line) => {
      const url = urlIn(line)
      if (url === undefined) return
      clearTimeout(timer)
      child.removeAllListeners('exit')
      resolve(url)
    })
  })
}

function urlIn(line: string): string | undefined {
  try {
    const said: unknown = JSON.parse(line)
    if (typeof said !== 'object' || said === null || !('event' in said)) return undefined
    return said.event === 'ready' && 'url' in said && typeof said.url === 'string'
      ? said.url.replace(/\/+$/, '')
      : undefined
  } catch {
    return undefined
  }
}

async function stop(child: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 2_000)
  await gone
  clearTimeout(timer)
}
