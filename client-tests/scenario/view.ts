// What sentences are judged by: a trace, read as trades, sales, calls and notifications.
import type { Entry, EntryOf, Op, Truth } from '../../server/journal/entry.ts'
import { readTrace, type Delivery, type Exchange, type Trace } from '../../server/journal/trace.ts'
import type { Fen } from '../../server/values/money.ts'
import { orderBookOf } from '../trace/order-book.ts'
import type { Subject } from './sentence-parts.ts'

/** One order number, with its books after each commit. */
export interface TradeView {
  name: string
  books: readonly Truth[]
}

/** One sale a merchant was asked for, with the trades it became. */
export interface SaleView {
  name: string
  saleId: string
  amountFen: Fen
  trades: readonly TradeView[]
  belief: string | undefined
  /** The most payments that the merchant showed as booked; absent where it shows none. */
  booked: number | undefined
}

export interface View {
  trace: Trace
  trades: readonly TradeView[]
  sales: readonly SaleView[]
  calls(op: Op): readonly Exchange[]
  deliveries: readonly Delivery[]
}

/** Reads a whole run, or the part of it that one scenario's sales are about. */
export function viewOf(entries: readonly Entry[], scenario?: string): View {
  const whole = readTrace(entries)
  const trace = scenario === undefined ? whole : readTrace(partOf(whole, scenario))
  const books = Map.groupBy(
    trace.of('commit').flatMap(({ truth }) => truth ?? []),
    ({ outTradeNo }) => outTradeNo,
  )
  const trades = [...books].map(([name, states]) => ({ name, books: states }))
  return {
    trace,
    trades,
    sales: salesOf(trace, trades),
    calls: (op) => trace.exchanges.filter((exchange) => exchange.op === op),
    deliveries: trace.deliveries,
  }
}

function partOf(trace: Trace, scenario: string): Entry[] {
  const sales = trace.of('sale').filter((sale) => sale.scenario === scenario)
  const saleIds = new Set(sales.map(({ saleId }) => saleId))
  const book = orderBookOf(trace.entries)
  const numbers = new Set(sales.flatMap(({ amountFen }) => [...book.numbersOver(amountFen)]))
  const isOurs = (number: string | undefined) => number !== undefined && numbers.has(number)
  const calls = new Set(
    trace.exchanges.flatMap(({ id, ids }) =>
      isOurs(ids.outTradeNo) || isOurs(book.numberOf({ tradeNo: ids.tradeNo })) ? [id] : [],
    ),
  )
  const deliveries = new Set(
    trace.of('send').flatMap((sent) => (numbers.has(sent.outTradeNo) ? [sent.delivery] : [])),
  )
  return trace.entries.filter((entry) => {
    if ('saleId' in entry) return saleIds.has(entry.saleId ?? '')
    if ('exchange' in entry && entry.exchange !== undefined) return calls.has(entry.exchange)
    if ('delivery' in entry && entry.delivery !== undefined) return deliveries.has(entry.delivery)
    return entry.kind !== 'commit' || numbers.has(entry.truth?.outTradeNo ?? '')
  })
}

/** A sale is known by its amount, which no other sale of the run has. */
function salesOf(trace: Trace, trades: readonly TradeView[]): SaleView[] {
  const beliefs = trace.of('belief')
  const book = orderBookOf(trace.entries)
  return trace.of('sale').map(({ saleId, amountFen }, place) => {
    const numbers = book.numbersOver(amountFen)
    return {
      name: String(place + 1),
      saleId,
      amountFen,
      trades: trades.filter(({ name }) => numbers.has(name)),
      belief: beliefs.findLast((one) => one.saleId === saleId)?.status,
      booked: mostBooked(beliefs.filter((one) => one.saleId === saleId)),
    }
  })
}

function mostBooked(beliefs: readonly EntryOf<'belief'>[]): number | undefined {
  const counts = beliefs.map(({ effects }) => effects.filter(({ type }) => type === 'PAID').length)
  return Math.max(0, ...counts) || undefined
}

/** Those a sentence is about; empty when there are none, or not the only one it speaks of. */
export function chosen<T extends { name: string }>(list: readonly T[], { which }: Subject): T[] {
  if ('name' in which) return list.filter(({ name }) => name === which.name)
  if ('only' in which) return list.length === 1 ? [...list] : []
  return [...list]
}

/** What the trades of a subject hold, one entry each: a sale may have become several trades. */
export function booksOf(view: View, subject: Subject): { name: string; trades: TradeView[] }[] {
  if (subject.kind === 'trade') {
    return chosen(view.trades, subject).map((trade) => ({ name: trade.name, trades: [trade] }))
  }
  return chosen(view.sales, subject).map(({ name, trades }) => ({ name, trades: [...trades] }))
}

export function paidFen(trades: readonly TradeView[]): Fen {
  return trades.reduce((sum, { books }) => sum + (books.at(-1)?.paidFen ?? 0), 0)
}

export function refundedFen(trades: readonly TradeView[]): Fen {
  return trades.reduce((sum, { books }) => sum + (books.at(-1)?.refundedFen ?? 0), 0)
}

/** How often money moved: a rise of what was paid, or of what was given back. */
export function movements(trades: readonly TradeView[], what: 'paidFen' | 'refundedFen'): number {
  return trades.reduce((total, { books }) => {
    const rises = books.filter((truth, place) => truth[what] > (books[place - 1]?.[what] ?? 0))
    return total + rises.length
  }, 0)
}
