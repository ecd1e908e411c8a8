// `alipay-sim/test`: a sandbox for a test or a file of tests, and what a test wants of it.
import '../server/hosts/new-enough-node.ts'
import { createSandbox, type MemoryOptions, type MemorySandbox } from '../server/hosts/memory.ts'
import { InputError } from '../server/values/input-error.ts'
import { clockworkOf } from './clockwork.ts'
import { readDuration, shown, type Duration } from './input.ts'
import { pacedFetch } from './paced.ts'
import { KIT_HOST } from './payment-hosts.table.ts'
import { callGateway, type Reply } from './sandbox/client.ts'
import { openFaults, type Faults } from './sandbox/faults.ts'
import { happenedIn } from './sandbox/in-vain.ts'
import { notificationsOf, type SentNotification } from './sandbox/notifications.ts'
import { sdkConfigOf, testApp, type SdkConfig, type TestApp } from './sandbox/sdk-config.ts'
import { TradeHandle } from './sandbox/trade.ts'
import { pass, untilNotified, untilQuiet, type Within } from './sandbox/waiting.ts'
import { createDispatcher, type DispatcherOptions, type SandboxDispatcher } from './undici.ts'

export { WaitedInVain } from './sandbox/in-vain.ts'
export { matchers, type AlipayMatchers } from './sandbox/matchers.ts'
export type { FaultMatch, FaultOptions, FaultRule, Faults } from './sandbox/faults.ts'
export type { Reply } from './sandbox/client.ts'
export type { SentNotification } from './sandbox/notifications.ts'
export type { SdkConfig, TestApp } from './sandbox/sdk-config.ts'
export type { TradeHandle } from './sandbox/trade.ts'
export type { TradeView, Within } from './sandbox/waiting.ts'
export type { Duration } from './input.ts'

export interface TestSandboxOptions
  extends Pick<MemoryOptions, 'seed' | 'reading' | 'startAt' | 'skewMs'>, DispatcherOptions {
  /**
   * Takes the notifications, as the route of your shop would, whatever their notify_url is. Without it
   * they are sent to their notify_url.
   */
  merchant?: (request: Request) => Promise<Response> | Response
  /** How long the kit waits, by the real clock, for a shop that has something else to do: `1s`. */
  patience?: Duration
}

/** What a payment code's owner does: docs/testing.md. */
export type Pays =
  | 'at-once' | 'never' | 'no-money' | 'risk-refused' | 'expired' | 'used' | 'invalid'
  | 'after-password' | `after-password=${string}`
  | 'closes' | `closes=${string}`
  | 'after-cancel' | `after-cancel=${string}`

const OPTIONS = new Set([
  'seed', 'reading', 'startAt', 'skewMs', 'hosts', 'others', 'merchant', 'patience',
])

export function createTestSandbox(options: TestSandboxOptions = {}) {
  checkOptions(options)
  const { merchant = globalThis.fetch, patience = 1_000, hosts, others, ...world } = options
  const patienceMs = readDuration('patience', patience)
  const gatewayUrl = `https://${KIT_HOST}/gateway.do`
  let current = open()
  let app = testApp(current.apps.list())

  function open(): MemorySandbox {
    const deliver = (request: Request) =>
      clockworkOf(opened.time).busy(Promise.resolve().then(() => merchant(request)))
    const opened = createSandbox({ ...world, merchant: deliver })
    const clockwork = clockworkOf(opened.time)
    clockwork.patienceMs = patienceMs
    opened.journal.listen(clockwork.stepped)
    return opened
  }
  function end(by: string): void {
    clockworkOf(current.time).end(new Error(`${by} ended the sandbox while a test waited for it`))
    current.close()
  }
  const sandbox = () => current
  const reach = (request: Request) =>
    pacedFetch({ fetch: current.fetch, time: current.time }, request)

  const kit = {
    /** Everything else that a sandbox can do; another object after `reset()`. */
    get sandbox(): MemorySandbox {
      return current
    },
    get time(): MemorySandbox['time'] {
      return current.time
    },
    get journal(): MemorySandbox['journal'] {
      return current.journal
    },
    /** As after creation: no orders, no faults, the same app and keys, the clock at its start. */
    reset: (): void => {
      end('reset()')
      current = open()
      app = testApp(current.apps.list())
    },
    close: (): void => end('close()'),

    gatewayUrl,
    /** Its id and keys, for clients that are no alipay-sdk. */
    get app(): TestApp {
      return app
    },
    /** The gateway as a `fetch`: hand it to a client in place of the global one. */
    fetch: (input: Request | URL | string, init?: RequestInit): Promise<Response> =>
      reach(new Request(input, init)),
    /** A signed call of openapi v2; resolves with the business node, once its signature was checked. */
    call: (
      method: string,
      bizContent: Record<string, unknown> = {},
      params: Record<string, string> = {},
    ): Promise<Reply> =>
      callGateway(app, { gatewayUrl, fetch: reach, now: current.time.wallMs }, method, bizContent, params),

    /** A payment code, good for one payment, whose owner does as `pays` says. */
    code: (pays: Pays = 'at-once'): string => current.buyers.issueCode({ pays }).authCode,
    /** Scans a QR order. */
    scan: (qrCode: string, pays: Pays = 'at-once'): void => {
      current.buyers.scan({ qrCode, pays })
    },
    faults: openFaults(sandbox) satisfies Faults,

    trade: (outTradeNo: string): TradeHandle => new TradeHandle(sandbox, outTradeNo),
    /** Every send of every notification, in order. */
    get notifications(): SentNotification[] {
      return notificationsOf(current)
    },
    /** Lets time pass until the n-th notification has been sent and answered. */
    notification: (n = 1, within?: Within): Promise<SentNotification> =>
      untilNotified(current, undefined, n, within),
    /** Lets time pass until nothing more will happen, but for the ends of refund windows. */
    untilQuiet: (within?: Within): Promise<void> => untilQuiet(current, within),
    /** Lets time pass; everything due on the way happens at its own time. */
    pass: (duration: Duration): Promise<void> => pass(current, duration),
    /** What happened, from top to bottom. */
    timeline: (): string => happenedIn(current),
  }
  const dispatcher: SandboxDispatcher = createDispatcher(kit, { hosts, others })
  return Object.assign(kit, {
    /** For `proxyAgent`, and for `setGlobalDispatcher` of undici and urllib. */
    dispatcher,
    /** What `new AlipaySdk(…)` takes; alipay-sdk 4 is caught by it. */
    sdkConfig: (): SdkConfig => sdkConfigOf(app, gatewayUrl, dispatcher),
  })
}

export type TestSandbox = ReturnType<typeof createTestSandbox>

function checkOptions(options: TestSandboxOptions): void {
  const unknown = Object.keys(options).find((name) => !OPTIONS.has(name))
  if (unknown !== undefined) {
    throw new InputError(unknown, `there is no such option; use ${[...OPTIONS].join(', ')}`)
  }
  const { merchant } = options
  if (merchant !== undefined && typeof merchant !== 'function') {
    throw new InputError('merchant', `${shown(merchant)} is no function; write (request) => app.fetch(request)`)
  }
}
