// The view all rules share: a run's sales, their attempts, and what was sent, answered, notified,
// done by people and believed, in order. What belongs to which sale is read in `trace/`; here calls get
// their outcomes. Decides nothing about right or wrong.
import type { CallIds, EntryOf, Op, Result, Truth } from '../../server/journal/entry.ts'
import type { Exchange, Trace } from '../../server/journal/trace.ts'
import type { Reason } from '../../server/journal/reasons.ts'
import { HOUR } from '../../server/values/instant.ts'
import type { Channel } from '../trace/opening.ts'
import { salesIn, type Books, type OpenedOrder, type OpenedSale } from '../trace/sales-reader.ts'
import { readNotices, type Notice } from './notices.ts'
import { outcomeOf, type Outcome } from './outcome.ts'

/** One call of an attempt. Times are `elapsedMs`. */
export interface Call {
  op: Op
  ids: CallIds
  amountFen: number | undefined
  fingerprint: string | undefined
  startMs: number
  /** When the merchant could know the outcome; `Infinity` while nobody has ended the call. */
  seenMs: number
  outcome: Outcome
  result: Result | undefined
  /** The whole reply reached the merchant, readable or not. */
  arrived: boolean
  /** Left hanging: neither answered nor given up by the merchant. */
  hung: boolean
  /** The merchant hung up before it had an answer. */
  givenUp: boolean
  /** A person asked for it through the adapter. */
  manual: boolean
  faults: Exchange['faults']
  /** Places of the request and of its end: calls of one millisecond are told apart by these. */
  seq: number
  endSeq: number
  evidence: readonly number[]
}

/** What the gateway told of one refund of a batch, where it tells of refunds by themselves. */
export interface ToldRefund {
  number: string
  isRefunded: boolean
  /** Why it was not made; absent where it was. */
  reason: Reason | undefined
  /** As the gateway called it. */
  code: string
  atMs: number
  seq: number
}

/** One `out_trade_no`. */
export interface Attempt {
  outTradeNo: string
  channel: Channel
  calls: Call[]
  notices: readonly Notice[]
  /** Those of batches of refunds, with the order of the first. */
  batchNotices: readonly Notice[]
  toldRefunds: readonly ToldRefund[]
  /** The books after each commit on this trade. */
  books: readonly Books[]
  sale: Sale
}

/** One business order, to be paid once. */
export interface Sale {
  /** Absent when the suite did not open it: passive traffic, one sale per number. */
  saleId: string | undefined
  /** The sale of the first round that this one plays again. */
  again?: string
  scenario: string | undefined
  channel: Channel
  amountFen: number
  /** Until when it is judged: the end of the trace, or of the day on which its scenario ended. */
  restMs: number
  restSeq: number
  attempts: Attempt[]
  /** What people did through the adapter. */
  acts: readonly EntryOf<'adapter'>[]
  beliefs: readonly EntryOf<'belief'>[]
  refundBeliefs: readonly EntryOf<'refund-belief'>[]
}

const views = new WeakMap<Trace, readonly Sale[]>()

/** The sales of a trace, in order; computed once per trace. */
export function readSales(trace: Trace): readonly Sale[] {
  const known = views.get(trace)
  if (known) return known
  const sales = foldSales(trace)
  views.set(trace, sales)
  return sales
}

/** The calls of the attempt that began after this one. */
export function callsAfter({ calls }: Attempt, call: Call): readonly Call[] {
  return calls.slice(calls.indexOf(call) + 1)
}

export function truthOf(attempt: Attempt): Truth | undefined {
  return attempt.books.at(-1)?.truth
}

function foldSales(trace: Trace): Sale[] {
  const reader = salesIn(trace)
  const opened = new Map(reader.sales.map((one) => [one, openSale(trace, one)]))
  const strange: Sale[] = []
  // A call that names many orders is one about each of them.
  const exchanges = Map.groupBy(trace.exchanges, ({ id }) => id)
  const allNotices = readNotices(trace)
  const notices = Map.groupBy(allNotices, (notice) => notice.outTradeNo)
  const batchNotices = Map.groupBy(allNotices, ({ batchOf }) => batchOf)
  const refundsTold = readToldRefunds(trace)
  const readCall = createCallReader(trace)
  const saleOf = (order: OpenedOrder): Sale => {
    const one = reader.saleOf(order)
    const known = one && opened.get(one)
    if (known) return known
    const stray = strangeSale(trace, order)
    strange.push(stray)
    return stray
  }

  for (const order of reader.orders.values()) {
    const { outTradeNo, channel } = order
    const sale = saleOf(order)
    const calls = order.exchanges.flatMap((id) => {
      const parts = exchanges.get(id) ?? []
      const own =
        parts.length === 1 ? parts : parts.filter(({ ids }) => reader.numberOf(ids) === outTradeNo)
      return own.flatMap((one) => (one.op === undefined ? [] : [readCall(one, one.op, sale)]))
    })
    const books = (reader.books.get(outTradeNo) ?? []).filter(({ seq }) => seq <= sale.restSeq)
    const told = notices.get(outTradeNo) ?? []
    const toldRefunds = refundsTold.get(outTradeNo) ?? []
    sale.attempts.push({
      outTradeNo,
      channel,
      sale,
      calls,
      notices: told,
      batchNotices: batchNotices.get(outTradeNo) ?? [],
      toldRefunds,
      books,
    })
  }
  return [...opened.values(), ...strange]
}

/** By order: each item of each batch that was told of. */
function readToldRefunds(trace: Trace): ReadonlyMap<string, ToldRefund[]> {
  const { numberOf } = salesIn(trace)
  const found = new Map<string, ToldRefund[]>()
  for (const { elapsedMs: atMs, genuine, seq, text } of trace.of('send')) {
    const { batch } = text ?? {}
    if (!batch || !genuine) continue
    for (const { tradeNo, isRefunded, code, reason } of batch.items) {
      const order = numberOf({ tradeNo })
      if (order === undefined) continue
      const all = found.get(order) ?? []
      all.push({ number: batch.number, isRefunded, reason, code, atMs, seq })
      found.set(order, all)
    }
  }
  return found
}

function openSale(trace: Trace, { entry, acts, beliefs, refundBeliefs }: OpenedSale): Sale {
  const { saleId, again, scenario, channel, amountFen } = entry
  return {
    saleId,
    ...(again !== undefined && { again }),
    scenario,
    channel,
    amountFen,
    ...restOf(trace, scenario),
    attempts: [],
    acts,
    beliefs,
    refundBeliefs,
  }
}

/**
 * Later scenarios may move everybody's clock over days, and that closes whatever a merchant has left
 * open: no merit of its own.
 */
function restOf(trace: Trace, scenario: string): { restMs: number; restSeq: number } {
  const all = { restMs: trace.endMs, restSeq: Number.POSITIVE_INFINITY }
  const end = trace
    .of('scenario')
    .find((entry) => entry.scenario === scenario && entry.phase !== 'started')
  if (!end) return all
  const latest = end.at - end.elapsedMs + HOUR
  const last = trace.entries.findLast(({ at, elapsedMs }) => at - elapsedMs <= latest)
  return last ? { restMs: last.elapsedMs, restSeq: last.seq } : all
}

/** What the suite has not opened: one sale per number. */
function strangeSale(trace: Trace, { channel, amountFen = 0 }: OpenedOrder): Sale {
  const rest = { restMs: trace.endMs, restSeq: Number.POSITIVE_INFINITY }
  const nothing = { attempts: [], acts: [], beliefs: [], refundBeliefs: [] }
  return { saleId: undefined, scenario: undefined, channel, amountFen, ...rest, ...nothing }
}

function createCallReader(trace: Trace) {
  const ends = new Map(trace.of('end').map((entry) => [entry.exchange, entry]))
  const answers = new Map(trace.of('answer').map((entry) => [entry.exchange, entry]))
  return (exchange: Exchange, op: Op, sale: Sale): Call => {
    const end = ends.get(exchange.id)
    const travel = answers.get(exchange.id)?.travel
    const outcome = outcomeOf(exchange)
    return {
      op,
      ids: exchange.ids,
      amountFen: exchange.amountFen,
      fingerprint: exchange.fingerprint,
      startMs: exchange.startMs,
      seenMs: exchange.seenMs ?? Number.POSITIVE_INFINITY,
      outcome,
      result: exchange.result,
      arrived: end?.whole === true,
      hung: !end || (travel === 'hang' && end.by === 'gateway'),
      givenUp: end?.by === 'client',
      manual: op === 'QUERY' && sale.acts.some((act) => isDuring(act, exchange.startMs)),
      faults: exchange.faults,
      seq: exchange.seq,
      endSeq: end?.seq ?? Number.POSITIVE_INFINITY,
      evidence: end ? [exchange.seq, end.seq] : [exchange.seq],
    }
  }
}

function isDuring(act: EntryOf<'adapter'>, atMs: number): boolean {
  return act.act === 'manual-query' && act.startedMs <= atMs && atMs <= act.elapsedMs
}
