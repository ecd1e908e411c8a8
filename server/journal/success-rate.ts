// How many payments and calls succeeded: what the integration guide asks a merchant to watch
// (success rate of 95 % and more, 000:L25-27). A pure function of the journal, so that a running
// sandbox and a saved file give the same numbers.
import type { Entry, EntryOf, Op } from './entry.ts'
import { readTrace, type Exchange } from './trace.ts'

/** What a client could see of its call. */
type Seen = 'succeeded' | 'waiting' | 'refused' | 'unknown' | 'unanswered'

export interface OpRate extends Record<Seen, number> {
  op: Op
  calls: number
  /** `refused` and `unknown`, by the code that was given. */
  codes: Record<string, number>
}

export interface SuccessRate {
  /**
   * Orders for which a payment was asked. Refunded ones were paid. `failed`: there never was a
   * trade; `waiting`: the buyer is yet to scan, to enter the cashier or to pay.
   */
  orders: { asked: number; paid: number; waiting: number; closed: number; failed: number }
  /** Paid orders among those that are decided, 0 to 1; absent where there are none. */
  rate?: number
  /** Whether the rate is what the guide asks for; absent where there is none. */
  isEnough?: boolean
  /** The rate the guide asks for. */
  wanted: number
  ops: OpRate[]
}

const WANTED = 0.95

/** Calls that make a payment, and calls that only invite the buyer to one. */
const PAYMENTS: readonly (Op | undefined)[] = ['PAY', 'CREATE']
const INVITATIONS: readonly (Op | undefined)[] = ['PRECREATE', 'CASHIER']

export function successRate(entries: readonly Entry[]): SuccessRate {
  const { exchanges, of } = readTrace(entries)
  const orders = ordersOf(of('request'), of('commit'))
  const decided = orders.paid + orders.closed + orders.failed
  const rate = decided === 0 ? undefined : orders.paid / decided
  return {
    orders,
    ...(rate !== undefined && { rate, isEnough: rate >= WANTED }),
    wanted: WANTED,
    ops: opsOf(exchanges),
  }
}

/** An order counts once, however often it was sent: by its number at its app. */
function ordersOf(
  requests: readonly EntryOf<'request'>[],
  commits: readonly EntryOf<'commit'>[],
): SuccessRate['orders'] {
  const key = (appId: string | undefined, outTradeNo: string) => `${appId} ${outTradeNo}`
  const asked = new Map<string, { isInvited: boolean }>()
  for (const { op, appId, ids } of requests) {
    const isInvited = INVITATIONS.includes(op)
    if (ids.outTradeNo === undefined || !(isInvited || PAYMENTS.includes(op))) continue
    asked.set(key(appId, ids.outTradeNo), { isInvited })
  }
  const paid = new Set<string>()
  const states = new Map<string, string>()
  for (const { truth } of commits) {
    if (!truth) continue
    const order = key(truth.appId, truth.outTradeNo)
    states.set(order, truth.status)
    if (truth.paidFen > 0) paid.add(order)
  }
  const orders = { asked: asked.size, paid: 0, waiting: 0, closed: 0, failed: 0 }
  for (const [order, { isInvited }] of asked) {
    const isThere = states.has(order)
    if (paid.has(order)) orders.paid++
    else if (isThere ? states.get(order) === 'WAIT_BUYER_PAY' : isInvited) orders.waiting++
    else if (isThere) orders.closed++
    else orders.failed++
  }
  return orders
}

function opsOf(exchanges: readonly Exchange[]): OpRate[] {
  const byOp = Map.groupBy(exchanges, ({ op }) => op)
  return [...byOp].flatMap(([op, calls]) => {
    if (op === undefined) return []
    const seen = calls.map(seenOf)
    const count = (what: Seen) => seen.filter((one) => one === what).length
    const codes: Record<string, number> = {}
    for (const { result } of calls) {
      const name = result?.subCode ?? (result?.code === '10000' ? undefined : result?.code)
      if (name !== undefined && name !== '10003') codes[name] = (codes[name] ?? 0) + 1
    }
    return [
      {
        op,
        calls: calls.length,
        succeeded: count('succeeded'),
        waiting: count('waiting'),
        refused: count('refused'),
        unknown: count('unknown'),
        unanswered: count('unanswered'),
        codes,
      },
    ]
  })
}

/** A reply that nobody could read is none. */
function seenOf({ result }: Exchange): Seen {
  if (!result) return 'unanswered'
  if (result.code === '10000') return 'succeeded'
  if (result.code === '10003') return 'waiting'
  return result.code === '20000' ? 'unknown' : 'refused'
}
