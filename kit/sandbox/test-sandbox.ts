// A sandbox as a test holds it: set-up for clients, buyers, faults, waiting, and a fresh start.
import { createSandbox, type MemorySandbox } from '../../server/hosts/memory.ts'
import { clockworkOf } from '../clockwork.ts'
import type { SandboxDispatcher } from '../dispatcher/dispatcher.ts'
import { readDuration, type Duration } from '../input.ts'
import { pacedFetch } from '../paced.ts'
import { KIT_HOST } from '../payment-hosts.table.ts'
import { createDispatcher } from '../undici.ts'
import { callGateway, type Reply } from './openapi-client.ts'
import { openFaults, type Faults } from './faults.ts'
import { happenedIn } from './in-vain.ts'
import { notificationsOf, type SentNotification } from './notifications.ts'
import type { Pays, TestSandboxOptions } from './options.ts'
import { sdkConfigOf, testApp, type SdkConfig, type TestApp } from './sdk-config.ts'
import { TradeHandle } from './trade.ts'
import { pass, untilNotified, untilQuiet, type Within } from './waiting.ts'
import type { Wallet } from '../../server/values/ids.ts'

export class TestSandbox {
  /** Resolves nowhere: a client that is not caught reaches nobody. */
  readonly gatewayUrl = `https://${KIT_HOST}/gateway.do`
  readonly faults: Faults
  /** For `proxyAgent`, and for `setGlobalDispatcher` of undici and urllib. */
  readonly dispatcher: SandboxDispatcher
  readonly #options: TestSandboxOptions
  readonly #patienceMs: number
  #current: MemorySandbox

  constructor(options: TestSandboxOptions) {
    const { hosts, others, patience = '1s' } = options
    this.#options = options
    this.#patienceMs = readDuration('patience', patience)
    this.#current = this.#open()
    this.faults = openFaults(() => this.#current)
    this.dispatcher = createDispatcher(this, { hosts, others })
  }

  /** Everything else that a sandbox can do; another object after `reset()`. */
  get sandbox(): MemorySandbox {
    return this.#current
  }

  get time(): MemorySandbox['time'] {
    return this.#current.time
  }

  get journal(): MemorySandbox['journal'] {
    return this.#current.journal
  }

  /** Its id and keys, for clients that are no alipay-sdk. */
  get app(): TestApp {
    return testApp(this.#current)
  }

  /** What `new AlipaySdk(…)` takes; alipay-sdk 4 is caught by it. */
  sdkConfig(): SdkConfig {
    return sdkConfigOf(this.app, this.gatewayUrl, this.dispatcher)
  }

  /** The gateway as a `fetch`: hand it to a client in place of the global one. */
  readonly fetch = (input: Request | URL | string, init?: RequestInit): Promise<Response> =>
    pacedFetch(this.#current, new Request(input, init))

  /** A signed call of openapi v2; resolves with the business node, once its signature was checked. */
  call(
    method: string,
    bizContent: Record<string, unknown> = {},
    params: Record<string, string> = {},
  ): Promise<Reply> {
    const { gatewayUrl, fetch } = this
    const reach = { gatewayUrl, fetch, now: () => this.time.wallMs() }
    return callGateway(this.app, reach, method, bizContent, params)
  }

  /** A payment code, good for one payment, whose owner does as `pays` says; of Alipay unless said. */
  code(pays: Pays = 'at-once', wallet: Wallet = 'alipay'): string {
    return this.#current.buyers.issueCode({ pays, wallet }).authCode
  }

  /** A buyer scans a QR order. */
  scan(qrCode: string, pays: Pays = 'at-once'): void {
    this.#current.buyers.scan({ qrCode, pays })
  }

  trade(outTradeNo: string): TradeHandle {
    return new TradeHandle(() => this.#current, outTradeNo)
  }

  /** Every send of every notification, in order. */
  get notifications(): SentNotification[] {
    return notificationsOf(this.#current)
  }

  /** Lets time pass until the n-th notification has been sent and answered. */
  notification(n = 1, within?: Within): Promise<SentNotification> {
    return untilNotified(this.#current, undefined, n, within)
  }

  /** Lets time pass until nothing more will happen, but for the ends of refund windows. */
  untilQuiet(within?: Within): Promise<void> {
    return untilQuiet(this.#current, within)
  }

  /**
   * Lets time pass; everything due on the way happens at its own time. A shop that polls takes it in
   * place of its own sleep.
   */
  readonly pass = (duration: Duration): Promise<void> => pass(this.#current, duration)

  /** What happened, from top to bottom. */
  timeline(): string {
    return happenedIn(this.#current)
  }

  /** As after creation: no orders, no faults, the same app and keys, the clock at its start. */
  reset(): void {
    this.#end('reset()')
    this.#current = this.#open()
  }

  close(): void {
    this.#end('close()')
  }

  #open(): MemorySandbox {
    const { merchant = globalThis.fetch, seed, reading, startAt, skewMs } = this.#options
    const deliver = (request: Request) =>
      clockworkOf(opened.time).busy(Promise.resolve().then(() => merchant(request)))
    const opened = createSandbox({ seed, reading, startAt, skewMs, merchant: deliver })
    const clockwork = clockworkOf(opened.time)
    clockwork.patienceMs = this.#patienceMs
    opened.journal.listen(() => clockwork.stepped())
    return opened
  }

  #end(by: string): void {
    const reason = new Error(`${by} ended the sandbox while a test waited for it`)
    clockworkOf(this.#current.time).end(reason)
    this.#current.close()
  }
}
