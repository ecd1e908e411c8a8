// The in-process drive: sandbox and merchant in one program, in virtual time. Time moves only when
// nothing is left to do, so a run of minutes takes seconds and is the same every time.
import {
  createSandbox,
  type MemoryOptions,
  type Sandbox,
  type Sign,
  type Families,
  type ReadingName,
  type VirtualTime,
} from '../../../server/hosts/memory.ts'
import type { AcquirerScenario } from '../../scenario/acquirer/scenario.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import type { Entry } from '../../../server/journal/entry.ts'
import { outageEntry } from '../../../server/journal/outage.ts'
import type { Drive, OnProgress } from '../drive.ts'
import { run } from '../run.ts'
import { sellElsewhere } from '../sell-elsewhere.ts'
import { createSigningClient } from '../openapi-client.ts'
import { startVirtualRun, type VirtualRun } from './virtual-run.ts'
import { amsAccountOf, type AmsAccount } from '../ams-account.ts'
import { mapiAccountOf, type MapiAccount } from '../mapi-account.ts'
import { wechatAccountOf, type WechatAccount } from '../wechat-account.ts'
import { localWorld } from '../world.ts'

/** What an in-process merchant gets to live on. */
export interface Surroundings {
  gatewayUrl: string
  notifyUrl: string
  appId: string
  sellerId: string
  /** PEM. */
  appPrivateKey: string
  alipayPublicKey: string
  /** By family of gateways, where a merchant speaks to another than openapi. */
  credentials: Readonly<Record<string, unknown>>
  /** At WeChat's gateway, at the same address; absent where the sandbox speaks none. */
  wechat: WechatAccount | undefined
  /** At that of AMS, at the same address too. */
  ams: AmsAccount | undefined
  /** And at the old gateway, mapi. */
  mapi: MapiAccount | undefined
  fetch(request: Request): Promise<Response>
  now(): number
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>
}

export interface InProcessMerchant {
  name: string
  /** Opens the merchant; it answers `/conformance` and `/notify` by `fetch`. */
  open(surroundings: Surroundings): { fetch(request: Request): Promise<Response> }
}

export interface InProcessOptions {
  seed?: string
  /** Which texts the gateway follows where they differ. */
  reading?: ReadingName
  /** The families of gateways that the sandbox speaks: those of the product without it. */
  families?: Families
  /** Shared between runs, so that equal bytes are signed once. */
  sign?: Sign
  /** An empty database of one's own; a temporary one without it. */
  sql?: MemoryOptions['sql']
  onProgress?: OnProgress
  /** Played instead of the scenarios where the merchant is an acquirer. */
  acquirerScenarios?: readonly AcquirerScenario[]
}

const MERCHANT_URL = 'http://merchant.invalid'

/** Runs the scenarios in virtual time and gives the journal. */
export async function runInProcess(
  merchant: InProcessMerchant,
  scenarios: readonly Scenario[],
  options: InProcessOptions = {},
): Promise<Entry[]> {
  const { sandbox, drive, virtual } = openInProcess(merchant, options)
  const { onProgress, acquirerScenarios } = options
  const how = { merchant: merchant.name, onProgress, acquirerScenarios }
  await virtual.passTime(run(drive, scenarios, how))
  const entries = sandbox.journal.since(0)
  sandbox.close()
  return entries
}

/** Sandbox, merchant and drive, before anything is played. */
export function openInProcess(
  merchant: InProcessMerchant,
  { seed = 'conformance', reading, families, sign, sql }: InProcessOptions = {},
): { sandbox: Sandbox; drive: Drive; virtual: VirtualRun } {
  const virtual = startVirtualRun()
  const { time, counted } = virtual
  const sandbox = createSandbox({
    id: 'conformance',
    seed,
    reading,
    families,
    sign,
    sql,
    time,
    merchant: deliver,
  })
  let cutOffUntilMs = 0
  const reach = virtual.distant((request) => {
    if (time.monotonicMs() < cutOffUntilMs) throw new TypeError('fetch failed: ECONNREFUSED')
    return sandbox.fetch(request)
  })
  const world = localWorld(sandbox)
  const around = surroundings(sandbox, time, reach)
  const shop = merchant.open(around)
  function deliver(request: Request): Promise<Response> {
    return counted(shop.fetch(request))
  }
  const client = createSigningClient({ ...around, notifyUrl: undefined })
  const drive: Drive = {
    world,
    sleep: (durationMs) => time.sleep(durationMs),
    lookEveryMs: 1_000,
    staggerMs: 300,
    cutOff: async (durationMs) => {
      cutOffUntilMs = time.monotonicMs() + durationMs
      world.note(outageEntry(durationMs, 'nobody reaches the gateway'))
    },
    browse: (request) => {
      const isShop = request.url.startsWith(MERCHANT_URL)
      return counted(isShop ? shop.fetch(request) : sandbox.fetch(request))
    },
    sellElsewhere: (amountFen) => sellElsewhere(world, client, amountFen),
    call: async (method, path, body) => {
      const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
      const headers = { 'content-type': 'application/json' }
      const url = `${MERCHANT_URL}/conformance${path}`
      const response = await counted(shop.fetch(new Request(url, { ...init, headers })))
      return { status: response.status, text: await counted(response.text()) }
    },
  }
  sandbox.journal.listen(virtual.stepped)
  return { sandbox, drive, virtual }
}

function surroundings(
  sandbox: Sandbox,
  time: VirtualTime,
  fetch: Surroundings['fetch'],
): Surroundings {
  const [app] = sandbox.apps.list()
  if (!app?.appPrivateKey) throw new Error('a fresh sandbox has an app with a key')
  return {
    gatewayUrl: 'http://gateway.invalid/gateway.do',
    notifyUrl: `${MERCHANT_URL}/notify`,
    appId: app.appId,
    sellerId: app.pid,
    appPrivateKey: app.appPrivateKey,
    alipayPublicKey: app.alipayPublicKey,
    credentials: app.credentials,
    wechat: wechatAccountOf(app),
    ams: amsAccountOf(app),
    mapi: mapiAccountOf(app),
    fetch,
    now: time.wallMs,
    sleep: (durationMs, signal) => time.sleep(durationMs, signal),
  }
}
