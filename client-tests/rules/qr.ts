// How long an unpaid QR order can still be scanned, read from the order as it was sent.
import { INVITING_OPS, isOneOf, type EntryOf } from '../../server/journal/entry.ts'
import type { Trace } from '../../server/journal/trace.ts'
import type { Attempt } from './attempts.ts'
import { newsOf } from './evidence.ts'

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 }
/** An order without an expiry of its own lives 15 days, but its QR code two hours. */
const DEFAULT_MS = 2 * UNIT_MS.h

/**
 * The QR was shown, nobody has closed it, and its time has not run out by `untilMs` (`elapsedMs`).
 * Orders nobody scanned are in no ledger, so the request itself must tell.
 */
export function isLiveQr(trace: Trace, attempt: Attempt, untilMs: number): boolean {
  const shown = attempt.calls.find((call) => call.op === 'PRECREATE' && call.outcome === 'OK')
  if (!shown) return false
  if (newsOf(attempt).some((news) => news.atMs <= untilMs)) return false
  const books = attempt.books.findLast(({ atMs }) => atMs <= untilMs)
  if (books) return books.truth.status === 'WAIT_BUYER_PAY'
  const request = trace.of('request').find((entry) => entry.seq === shown.evidence[0])
  const now = trace.entries.findLast((entry) => entry.elapsedMs <= untilMs)
  if (!request || !now) return true
  return now.at - request.at < lifeOf(request)
}

/** When the code of an order that was shown dies; `undefined` where none was shown (`elapsedMs`). */
export function expiryOf(trace: Trace, attempt: Attempt): number | undefined {
  const shown = attempt.calls.find(
    ({ op, outcome }) => isOneOf(INVITING_OPS, op) && outcome === 'OK',
  )
  const request = trace.of('request').find((entry) => entry.seq === shown?.evidence[0])
  return shown && shown.seenMs + (request ? lifeOf(request) : DEFAULT_MS)
}

/** A point in time with its zone, as AMS has it, or a length of time. */
function lifeOf({ order, at, wire }: EntryOf<'request'>): number {
  const { expires = '' } = order ?? {}
  const until = /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(expires) ? Date.parse(expires) : Number.NaN
  if (!Number.isNaN(until)) return Math.max(0, until - at)
  const said = /^(\d+)([mhd])$/.exec(expires)
  const [, amount, unit] = said ?? /timeout_express\W+(\d+)([mhd])/.exec(decode(wire.body)) ?? []
  if (unit !== 'm' && unit !== 'h' && unit !== 'd') return DEFAULT_MS
  return Number(amount) * UNIT_MS[unit]
}

function decode(body: string): string {
  try {
    return decodeURIComponent(body.replaceAll('+', ' '))
  } catch {
    // Not form-encoded (a v3 JSON body may hold a bare `%`): read it as it is.
    return body
  }
}
