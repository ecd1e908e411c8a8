// What sentences are judged by: a trace, read as trades, sales, calls and notifications.
import type { Entry, EntryOf, Op, Truth } from '../../server/journal/entry.ts'
import { readTrace, type Delivery, type Exchange, type Trace } from '../../server/journal/trace.ts'
import type { SaleEntry } from '../../server/journal/suite-entry.ts'
import type { Fen } from '../../server/values/money.ts'
import { salesIn, type OpenedSale, type SalesReader } from '../trace/sales-reader.ts'
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

/** Reads a whole run, or the part of it that some sales are about. */
export function viewOf(entries: readonly Entry[], isIn?: (sale: SaleEntry) => boolean): View {
  const whole = readTrace(entries)
  const trace = isIn === undefined ? whole : readTrace(partOf(whole, isIn))
  const reader = salesIn(trace)
  const trades = [...reader.books].map(([name, books]) => ({
    name,
    books: books.map(({ truth }) => truth),
  }))
  return {
    trace,
    trades,
    sales: reader.sales.map((sale, place) => viewOfSale(reader, trades, sale, place)),
    calls: (op) => trace.exchanges.filter((exchange) => exchange.op === op),
    deliveries: trace.deliveries,
  }
}

function partOf(trace: Trace, isIn: (sale: SaleEntry) => boolean): Entry[] {
  const reader = salesIn(trace)
  const sales = trace.of('sale').filter(isIn)
  const saleIds = new Set(sales.map(({ saleId }) => saleId))
  const numbers = new Set(sales.flatMap(({ amountFen }) => [...reader.numbersOver(amountFen)]))
  return trace.entries.filter((entry) => {
    if ('saleId' in entry) return saleIds.has(entry.saleId ?? '')
    return !isOfAnOrder(entry) || numbers.has(reader.orderOf(entry) ?? '')
  })
}

/** Whether it is part of a call, of a notification or of the books; what meets everybody is not. */
function isOfAnOrder(entry: Entry): boolean {
  if ('exchange' in entry && entry.exchange !== undefined) return true
  if ('delivery' in entry && entry.delivery !== undefined) return true
  return entry.kind === 'commit'
}

function viewOfSale(
  { numbersOver }: SalesReader,
  trades: readonly TradeView[],
  { entry: { saleId, amountFen }, beliefs }: OpenedSale,
  place: number,
): SaleView {
  const numbers = numbersOver(amountFen)
  return {
    name: String(place + 1),
    saleId,
    amountFen,
    trades: trades.filter(({ name }) => numbers.has(name)),
    belief: beliefs.at(-1)?.status,
    booked: mostBooked(beliefs),
  }
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
