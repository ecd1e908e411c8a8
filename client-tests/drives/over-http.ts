// The drive over HTTP: a simulator on a port of its own, a merchant in a process of its own, real
// time. A merchant that declares a time scale k lives under a gateway clock 1/k times as fast.
import { setTimeout as pause } from 'node:timers/promises'
import { startServer, type RunningServer, type Sandbox } from '../../server/hosts/node.ts'
import type { Entry } from '../../server/journal/entry.ts'
import type { Scenario } from '../../server/scenario/scenario.ts'
import { whyNoScale } from '../adapter/scale.ts'
import type { Drive, OnProgress } from './drive.ts'
import { readCapabilities, type CallAdapter } from './merchant.ts'
import { watchDelays } from './over-http-delays.ts'
import { reachMerchant, type MerchantTarget } from './over-http-merchant.ts'
import { run } from './run.ts'
import { overHttpClient } from './over-http-client.ts'
import { sellElsewhere } from './sell-elsewhere.ts'
import type { SigningClient } from './signing-client.ts'
import { localWorld } from './world.ts'

export interface OverHttpOptions {
  merchant: MerchantTarget
  name: string
  scenarios: readonly Scenario[]
  /** Handed to a program as TIME_SCALE; what it then declares is what counts. */
  timeScale?: number
  seed?: string
  /** 0 picks a free port, which a program is told. */
  port?: number
  onReady?: (gatewayUrl: string) => void
  onProgress?: OnProgress
}

/** Real time between two looks at a sale, however fast the gateway's clock runs. */
const LOOK_EVERY_REAL_MS = 250
const STAGGER_REAL_MS = 60

/** Runs the scenarios in real time and gives the journal. */
export async function runOverHttp(options: OverHttpOptions): Promise<Entry[]> {
  const { seed = 'conformance', port = 0 } = options
  const server = await startServer({ port, seed, token: crypto.randomUUID() })
  try {
    options.onReady?.(`${server.url}/gateway.do`)
    await using merchant = await reachMerchant(options.merchant, server, options.timeScale)
    return await play(options, server, merchant.call)
  } finally {
    await server.close()
  }
}

async function play(
  options: OverHttpOptions,
  { sandbox, directory, url }: RunningServer,
  callMerchant: CallAdapter,
): Promise<Entry[]> {
  const declared = await readCapabilities(callMerchant)
  const { timeScale, clientTimeoutMs } = declared
  const noScale = whyNoScale(declared, options.timeScale)
  if (noScale) throw new Error(`${noScale.what}; ${noScale.remedy}`)
  sandbox.clock.setRate(1 / timeScale)
  const world = localWorld(sandbox)
  using late = watchDelays(world.elapsed, timeScale)
  const call = timed(callMerchant, isMapped(options.merchant), late.saw)
  const client = clientOf(sandbox, url)
  const drive: Drive = {
    world,
    call,
    cutOff: async (durationMs) => directory.cutOff(durationMs * timeScale),
    browse: (request) => fetch(request, { redirect: 'manual' }),
    sellElsewhere: (amountFen) => sellElsewhere(world, client, amountFen),
    sleep: (durationMs) => pause(durationMs * timeScale),
    lookEveryMs: Math.max(1_000, LOOK_EVERY_REAL_MS / timeScale),
    staggerMs: Math.max(300, STAGGER_REAL_MS / timeScale),
  }
  await run(drive, options.scenarios, { merchant: options.name, onProgress: options.onProgress })
  sandbox.journal.note({ kind: 'run-end', ...late.measured(), clientTimeoutMs })
  return sandbox.journal.since(0)
}

const isMapped = (merchant: MerchantTarget) =>
  'mapping' in merchant && merchant.mapping !== undefined

/**
 * Times looks, also those that found nobody: a merchant that is starved answers late, or too late.
 * Manual work waits for the gateway, and so may any endpoint of a mapped shop.
 */
function timed(call: CallAdapter, mayWait: boolean, onLook: (tookMs: number) => void): CallAdapter {
  return async (method, path, body) => {
    const startedMs = performance.now()
    const reply = await call(method, path, body)
    if (method === 'GET' && !mayWait) onLook(performance.now() - startedMs)
    return reply
  }
}

/** A client of the gateway beside the merchant, under the same app. */
function clientOf(sandbox: Sandbox, url: string): SigningClient {
  const [app] = sandbox.apps.list()
  if (!app?.appPrivateKey) throw new Error('a fresh sandbox has an app with a key')
  return overHttpClient(url, app.appId, app.appPrivateKey)
}
