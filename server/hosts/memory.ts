// A sandbox in this process: no port, no files, and time that moves only when the caller moves it.
import './new-enough-node.ts'
import { Hono } from 'hono'
import { createCashier } from '../cashier/cashier.ts'
import { VirtualTime } from '../clock/virtual-time.ts'
import type { JournalBounds } from '../journal/bounds.ts'
import { rememberSignatures, signInPlace, type Sign } from '../pki/signature.ts'
import type { ReadingName } from '../options/reading.ts'
import { gatewaysOf, type Families } from '../protocols/gateways.ts'
import { FAMILIES } from '../protocols/protocols.ts'
import type { Sql } from '../storage/sql.ts'
import type { Exchange } from '../sandbox/calls/exchange.ts'
import { createSandbox as compose, type Sandbox } from '../sandbox/sandbox.ts'
import type { OutgoingNotification, Send, SendResult } from '../notifier/send.ts'
import { deliverInProcess, readRequest } from './in-process.ts'
import { openTemporary } from './sqlite.ts'
import { turn } from './turn.ts'

export type { ReadingName } from '../options/reading.ts'
export type { Sandbox } from '../sandbox/sandbox.ts'
export type { Sign } from '../pki/signature.ts'
export type { Families } from '../protocols/gateways.ts'
export { VirtualTime } from '../clock/virtual-time.ts'

export interface MemoryOptions {
  id?: string
  /** Same seed, same ids, names, keys and chances. */
  seed?: string
  /** Which texts the gateway follows where they differ: `seeds` is their letter (docs/options.md). */
  reading?: ReadingName
  /** How much of the journal is kept; all of it without. */
  journalBounds?: JournalBounds
  /** The families of gateways that it speaks: those of the product unless others are handed in. */
  families?: Families
  /** What the gateway's clock shows at the start; ms since 1970. */
  startAt?: number
  /** How far the gateway's clock is ahead of the merchant's; behind it when negative. */
  skewMs?: number
  /** Receives notifications; without it they go out by `fetch`. */
  merchant?: (request: Request) => Promise<Response> | Response
  /** A database of one's own, to keep the sandbox in; a temporary one without it (docs/decisions/bounds.md). */
  sql?: Sql
  /** Shared virtual time, when something else lives in it too. */
  time?: VirtualTime
  /** The sandbox beside this one whose buyer shows a payment code. */
  ownerOfCode?: (authCode: string) => string | undefined
  /** A signer to share between many sandboxes, so that equal bytes are signed once. */
  sign?: Sign
}

export interface MemorySandbox extends Sandbox {
  /** The gateway as a `fetch`: hand it to a client in place of the global one. */
  fetch(input: Request): Promise<Response>
  /** Nobody reaches the gateway for this long, by the time of the host: connections are refused. */
  cutOff(forMs: number): void
  time: VirtualTime
}

/** 2026-01-05 10:00:00 in China: a Monday in business hours. */
export const START_AT = Date.UTC(2026, 0, 5, 2)

/** Makes a fresh sandbox that ends with the process. Ready at once. */
export function createSandbox(options: MemoryOptions = {}): MemorySandbox {
  const time = options.time ?? new VirtualTime(options.startAt ?? START_AT)
  const inHand = new Set<Request>()
  let callOff = () => {}
  let backAt = -Infinity
  const waker = {
    set: (delayMs: number | undefined) => {
      callOff()
      callOff = delayMs === undefined ? () => {} : time.after(delayMs, () => sandbox.wake())
    },
  }
  const sandbox: Sandbox = compose({
    id: options.id ?? 'memory',
    gateways: gatewaysOf(options.families ?? FAMILIES),
    seed: options.seed ?? 'alipay-sim',
    reading: options.reading,
    journalBounds: options.journalBounds,
    sql: options.sql ?? openTemporary(),
    time,
    skewMs: options.skewMs,
    ownerOfCode: options.ownerOfCode,
    waker,
    turn,
    sign: options.sign ?? signsInPlace(),
    send: options.merchant ? sendTo(options.merchant, time) : sendByFetch,
    onBug,
  })
  const cashier = new Hono().route(
    '/cashier',
    createCashier((appId) => (sandbox.apps.has(appId) ? sandbox : undefined), onBug),
  )
  return {
    ...sandbox,
    time,
    cutOff: (forMs) => {
      backAt = time.monotonicMs() + forMs
    },
    fetch: async (input) => {
      if (time.monotonicMs() < backAt) {
        throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })
      }
      if (new URL(input.url).pathname.startsWith('/cashier/')) return cashier.fetch(input)
      // A Request hears its caller's abort only while somebody holds on to it.
      inHand.add(input)
      try {
        const exchange = await sandbox.handle(await readRequest(input))
        if (!exchange) {
          inHand.delete(input)
          return new Response('not a gateway path', { status: 404 })
        }
        const end: Exchange['end'] = (delivered) => {
          inHand.delete(input)
          exchange.end(delivered)
        }
        return await deliverInProcess({ ...exchange, end }, input.signal, time)
      } catch (error) {
        inHand.delete(input)
        throw error
      }
    },
  }
}

/** In a test a bug shall be seen where it happens. */
function onBug(error: unknown): never {
  throw error
}

/** One turn of the event loop: whatever was ready to go on has gone on. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

export function signsInPlace(size?: number): Sign {
  return rememberSignatures(
    (key, digest, bytes) => Promise.resolve(signInPlace(key, digest, bytes)),
    size,
  )
}

/** Hands notifications to a function instead of a socket. */
export function sendTo(
  merchant: (request: Request) => Promise<Response> | Response,
  time: Pick<VirtualTime, 'after'>,
): Send {
  return (notification) => {
    const tooLate = new AbortController()
    return new Promise((resolve) => {
      const callOff = time.after(notification.timeoutMs, () => {
        resolve({ failed: NO_ANSWER })
        tooLate.abort()
      })
      void sendBy(merchant, notification, tooLate.signal).then(resolve).finally(callOff)
    })
  }
}

const NO_ANSWER = 'no answer in time'

const sendByFetch: Send = async (notification) => {
  const signal = AbortSignal.timeout(Math.ceil(notification.timeoutMs))
  const result = await sendBy((request) => fetch(request), notification, signal)
  return signal.aborted && 'failed' in result ? { failed: NO_ANSWER } : result
}

async function sendBy(
  merchant: (request: Request) => Promise<Response> | Response,
  { url, headers, body }: OutgoingNotification,
  signal: AbortSignal,
): Promise<SendResult> {
  try {
    const request = new Request(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    const response = await merchant(request)
    // `text()` would drop a byte order mark, and with it the reason why this is not `success`.
    const bytes = Buffer.from(await response.arrayBuffer())
    return { status: response.status, body: bytes.toString('utf8') }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}
