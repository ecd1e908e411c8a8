// How many payments and calls succeeded: what the integration guide asks a merchant to watch
// (success rate of 95 % and more, 000:L25-27). A pure function of the journal, so that a running
// sandbox and a saved file give the same numbers.
import {
  INVITING_OPS,
  isOneOf,
  OPENING_OPS,
  type Entry,
  type EntryOf,
  type Op,
  type Result,
} from './entry.ts'
import type { Meaning } from './reasons.ts'

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

export function successRate(entries: readonly Entry[]): SuccessRate {
  const counter = createRateCounter()
  counter.add(entries)
  return counter.rate()
}

/** Counts a journal that grows, each entry once. */
export interface RateCounter {
  /** The entries that follow those given before. */
  add(entries: readonly Entry[]): void
  rate(): SuccessRate
}

export function createRateCounter(): RateCounter {
  const orders = createOrderCounter()
  const calls = createCallCounter()
  return {
    add: (entries) => {
      for (const entry of entries) {
        orders.add(entry)
        calls.add(entry)
      }
    },
    rate: () => {
      const counted = orders.count()
      const decided = counted.paid + counted.closed + counted.failed
      const rate = decided === 0 ? undefined : counted.paid / decided
      return {
        orders: counted,
        ...(rate !== undefined && { rate, isEnough: rate >= WANTED }),
        wanted: WANTED,
        ops: calls.count(),
      }
    },
  }
}

type Become = Exclude<keyof SuccessRate['orders'], 'asked'>

/** An order counts once, however often it was sent: by its number at its app. */
function createOrderCounter() {
  interface Order {
    isAsked: boolean
    isInvited: boolean
    isPaid: boolean
    status?: string
  }
  const orders = new Map<string, Order>()
  const total = { asked: 0, paid: 0, waiting: 0, closed: 0, failed: 0 }
  const becomeOf = ({ isInvited, isPaid, status }: Order): Become => {
    if (isPaid) return 'paid'
    if (status === undefined) return isInvited ? 'waiting' : 'failed'
    return status === 'WAIT_BUYER_PAY' ? 'waiting' : 'closed'
  }
  const count = (order: Order, by: 1 | -1) => {
    if (!order.isAsked) return
    total.asked += by
    total[becomeOf(order)] += by
  }
  const change = (appId: string | undefined, outTradeNo: string, to: (order: Order) => void) => {
    const key = `${appId} ${outTradeNo}`
    const order = orders.get(key) ?? { isAsked: false, isInvited: false, isPaid: false }
    orders.set(key, order)
    count(order, -1)
    to(order)
    count(order, 1)
  }
  return {
    add: (entry: Entry): void => {
      if (entry.kind === 'request') {
        const { op, appId, ids } = entry
        const isInvited = isOneOf(INVITING_OPS, op)
        if (ids.outTradeNo === undefined || !isOneOf(OPENING_OPS, op)) return
        change(appId, ids.outTradeNo, (order) => Object.assign(order, { isAsked: true, isInvited }))
      } else if (entry.kind === 'commit' && entry.truth) {
        const { appId, outTradeNo, status, paidFen } = entry.truth
        change(appId, outTradeNo, (order) => {
          order.status = status
          order.isPaid ||= paidFen > 0
        })
      }
    },
    count: () => ({ ...total }),
  }
}

/** A call counts by what its client could read: a reply that nobody could read is none. */
function createCallCounter() {
  const ops = new Map<Op, OpRate>()
  /** Calls that have not ended, or whose answer is still to come. */
  const open = new Map<string, { of: OpRate; answer?: Result; isWhole?: true }>()
  const begin = ({ exchange, op }: EntryOf<'request'>) => {
    if (op === undefined) return
    const of = ops.get(op) ?? emptyRate(op)
    ops.set(op, of)
    of.calls += 1
    of.unanswered += 1
    open.set(exchange, { of })
  }
  return {
    add: (entry: Entry): void => {
      if (entry.kind === 'request') return begin(entry)
      if (entry.kind !== 'answer' && entry.kind !== 'end') return
      const call = open.get(entry.exchange)
      if (!call) return
      if (entry.kind === 'answer') call.answer = entry.result
      if (entry.kind === 'end' && entry.whole) call.isWhole = true
      const isLost = entry.kind === 'end' && !entry.whole
      if (isLost || (call.isWhole && call.answer)) open.delete(entry.exchange)
      if (call.isWhole && call.answer?.readable) tally(call.of, call.answer)
    },
    count: (): OpRate[] => [...ops.values()].map((one) => ({ ...one, codes: { ...one.codes } })),
  }
}

const emptyRate = (op: Op): OpRate => ({
  op,
  calls: 0,
  succeeded: 0,
  waiting: 0,
  refused: 0,
  unknown: 0,
  unanswered: 0,
  codes: {},
})

function tally(of: OpRate, { meaning = 'unknown', subCode, code }: Result): void {
  of.unanswered -= 1
  of[SEEN[meaning]] += 1
  const name = subCode ?? code
  if (name === undefined || meaning === 'ok' || meaning === 'pending') return
  of.codes[name] = (of.codes[name] ?? 0) + 1
}

const SEEN: Record<Meaning, Seen> = {
  ok: 'succeeded',
  pending: 'waiting',
  unknown: 'unknown',
  'not-found': 'refused',
  refused: 'refused',
  'ask-query': 'refused',
  rejected: 'refused',
}
