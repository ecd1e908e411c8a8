// The view all rules share: a run's sales, their attempts, and what was sent, answered, notified,
// done by people and believed, in order. Reads the trace only; decides nothing about right or wrong.
import type { CallIds, EntryOf, Op, Result, Truth } from '../../server/journal/entry.ts'
import type { Exchange, Trace } from '../../server/journal/trace.ts'
import { HOUR } from '../../server/values/instant.ts'
import { channelOf } from '../trace/opening.ts'
import { orderBookOf } from '../trace/order-book.ts'
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

/** One `out_trade_no`. */
export interface Attempt {
  outTradeNo: string
  channel: 'barcode' | 'qr' | 'web'
  calls: Call[]
  notices: readonly Notice[]
  /** The books after each commit on this trade. */
  books: readonly { atMs: number; seq: number; truth: Truth }[]
  sale: Sale
}

/** One business order, to be paid once. */
export interface Sale {
  /** Absent when the suite did not open it: passive traffic, one sale per number. */
  saleId: string | undefined
  /** The sale of the first round that this one plays again. */
  again?: string
  scenario: string | undefined
  channel: 'barcode' | 'qr' | 'web'
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
  const opened = trace.of('sale').map((entry) => ({ entry, sale: openSale(trace, entry) }))
  const sales = opened.map(({ sale }) => sale)
  const claims = claimedNumbers(trace)
  const book = orderBookOf(trace.entries)
  const readCall = createCallReader(trace)
  const books = Map.groupBy(
    trace
      .of('commit')
      .flatMap(({ truth, elapsedMs, seq }) => (truth ? [{ truth, atMs: elapsedMs, seq }] : [])),
    ({ truth }) => truth.outTradeNo,
  )
  const notices = Map.groupBy(readNotices(trace), (notice) => notice.outTradeNo)
  const attempts = new Map<string, Attempt>()

  // A sale's amount is unique in the run, so an attempt is known by it; a number that the merchant
  // names as its own in GET /sales/{id} is known by that.
  const saleOf = (outTradeNo: string, exchange: Exchange): Sale => {
    const claim = sales.find((sale) => sale.saleId && sale.saleId === claims.get(outTradeNo))
    const byAmount = opened.findLast(
      ({ entry }) => entry.amountFen === exchange.amountFen && entry.seq < exchange.seq,
    )
    const known = claim ?? byAmount?.sale
    if (known) return known
    const stray = strangeSale(trace, exchange)
    sales.push(stray)
    return stray
  }

  for (const exchange of trace.exchanges) {
    const outTradeNo = book.numberOf(exchange.ids)
    if (outTradeNo === undefined || exchange.op === undefined) continue
    let attempt = attempts.get(outTradeNo)
    if (!attempt) {
      const channel = channelOf(exchange.op)
      if (channel === undefined) continue
      const sale = saleOf(outTradeNo, exchange)
      attempt = {
        outTradeNo,
        channel,
        sale,
        calls: [],
        notices: notices.get(outTradeNo) ?? [],
        books: (books.get(outTradeNo) ?? []).filter(({ seq }) => seq <= sale.restSeq),
      }
      attempts.set(outTradeNo, attempt)
      sale.attempts.push(attempt)
    }
    attempt.calls.push(readCall(exchange, exchange.op, attempt.sale))
  }
  return sales
}

function openSale(trace: Trace, entry: EntryOf<'sale'>): Sale {
  const { saleId, again, scenario, channel, amountFen } = entry
  const ofSale = (other: { saleId?: string }) => other.saleId === saleId
  return {
    saleId,
    ...(again !== undefined && { again }),
    scenario,
    channel,
    amountFen,
    ...restOf(trace, scenario),
    attempts: [],
    acts: trace.of('adapter').filter(ofSale),
    beliefs: trace.of('belief').filter(ofSale),
    refundBeliefs: trace.of('refund-belief').filter(ofSale),
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

function strangeSale(trace: Trace, exchange: Exchange): Sale {
  const { amountFen } = exchange
  const rest = { restMs: trace.endMs, restSeq: Number.POSITIVE_INFINITY }
  const nothing = { ...rest, attempts: [], acts: [], beliefs: [], refundBeliefs: [] }
  const channel = channelOf(exchange.op) ?? 'qr'
  return { saleId: undefined, scenario: undefined, channel, amountFen: amountFen ?? 0, ...nothing }
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

function claimedNumbers(trace: Trace): Map<string, string> {
  const claims = new Map<string, string>()
  for (const { saleId, attempts } of trace.of('belief')) {
    for (const { outTradeNo } of attempts)
      if (!claims.has(outTradeNo)) claims.set(outTradeNo, saleId)
  }
  return claims
}
