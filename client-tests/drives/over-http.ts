// The drive over HTTP: a simulator on a port of its own, a merchant in a process of its own, real
// time. A merchant that declares a time scale k lives under a gateway clock 1/k times as fast.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { startServer, type RunningServer } from '../../server/hosts/node.ts'
import type { Entry } from '../../server/journal/entry.ts'
import type { Scenario } from '../../server/scenario/scenario.ts'
import type { Drive } from './drive.ts'
import { readCapabilities, type CallAdapter } from './merchant.ts'
import { startMerchant } from './over-http-process.ts'
import { run } from './run.ts'
import { localWorld } from './world.ts'

export interface OverHttpOptions {
  /** A program that serves the adapter, or the base URL of one that already does. */
  merchant: { command: readonly string[]; env?: Record<string, string> } | { url: string }
  name: string
  scenarios: readonly Scenario[]
  /** Handed to a program as TIME_SCALE; what it then declares is what counts. */
  timeScale?: number
  seed?: string
  /** 0 picks a free port, which a program is told. */
  port?: number
  onReady?: (gatewayUrl: string) => void
  onProgress?: (done: number, total: number, what: string) => void
}

/** No adapter call should take longer; a merchant that blocks is a merchant that hangs. */
const ADAPTER_TIMEOUT_MS = 10_000
/** Real time between two looks at a sale, however fast the gateway's clock runs. */
const LOOK_EVERY_REAL_MS = 250
const STAGGER_REAL_MS = 60

/** Runs the scenarios in real time and gives the journal. */
export async function runOverHttp(options: OverHttpOptions): Promise<Entry[]> {
  const { seed = 'conformance', port = 0 } = options
  const server = await startServer({ port, seed, token: crypto.randomUUID() })
  try {
    options.onReady?.(`${server.url}/gateway.do`)
    await using merchant = await reach(options, server)
    return await play(options, server, merchant.url)
  } finally {
    await server.close()
  }
}

async function play(
  options: OverHttpOptions,
  { sandbox }: RunningServer,
  merchantUrl: string,
): Promise<Entry[]> {
  const late = monitorEventLoopDelay({ resolution: 10 })
  late.enable()
  let slowestMs = 0
  const call = callOver(merchantUrl, (tookMs) => {
    slowestMs = Math.max(slowestMs, tookMs)
  })
  const { timeScale } = await readCapabilities(call)
  sandbox.clock.setRate(1 / timeScale)
  const drive: Drive = {
    world: localWorld(sandbox),
    call,
    sleep: (durationMs) => pause(durationMs * timeScale),
    lookEveryMs: Math.max(1_000, LOOK_EVERY_REAL_MS / timeScale),
    staggerMs: Math.max(300, STAGGER_REAL_MS / timeScale),
  }
  await run(drive, options.scenarios, { merchant: options.name, onProgress: options.onProgress })
  late.disable()
  const maxDelayMs = Math.round(Math.max(late.max / 1e6, slowestMs))
  sandbox.journal.note({ kind: 'run-end', maxDelayMs })
  return sandbox.journal.since(0)
}

interface Reached extends AsyncDisposable {
  url: string
}

async function reach(options: OverHttpOptions, server: RunningServer): Promise<Reached> {
  const { merchant, timeScale } = options
  if ('url' in merchant) {
    return { url: merchant.url.replace(/\/+$/, ''), [Symbol.asyncDispose]: async () => {} }
  }
  const [app] = server.sandbox.apps.list()
  if (!app?.appPrivateKey) throw new Error('a fresh sandbox has an app with a key')
  return startMerchant(merchant.command, {
    GATEWAY_URL: `${server.url}/gateway.do`,
    APP_ID: app.appId,
    SELLER_ID: app.pid,
    APP_PRIVATE_KEY: app.appPrivateKey,
    ALIPAY_PUBLIC_KEY: app.alipayPublicKey,
    PORT: '0',
    ...(timeScale !== undefined && { TIME_SCALE: String(timeScale) }),
    ...merchant.env,
  })
}

/** Calls the adapter. Manual work waits for the gateway, so only looks are timed. */
function callOver(merchantUrl: string, onLook: (tookMs: number) => void): CallAdapter {
  return async (method, path, body) => {
    const startedMs = performance.now()
    try {
      const response = await fetch(`${merchantUrl}/conformance${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ADAPTER_TIMEOUT_MS),
      })
      const text = await response.text()
      if (method === 'GET') onLook(performance.now() - startedMs)
      return { status: response.status, text }
    } catch (error) {
      return { status: 0, text: error instanceof Error ? error.message : String(error) }
    }
  }
}
