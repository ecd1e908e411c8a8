// The one place that reads a journal into sales: which order an entry is about, which sale an order
// belongs to, and what is known of both. It reads entry by entry, so that a drive may ask while the
// journal grows, and rules and sentences ask the same of one that is over.
import {
  isOneOf,
  type CallIds,
  type Entry,
  type EntryOf,
  type Truth,
} from '../../server/journal/entry.ts'
import type { Trace } from '../../server/journal/trace.ts'
import type { Fen } from '../../server/values/money.ts'
import { readMessages } from './messages.ts'
import { channelOf, SALE_OPS, type Channel } from './opening.ts'

/** The books of an order after a commit. */
export interface Books {
  atMs: number
  seq: number
  truth: Truth
}

/** A sale that the suite opened, with what people asked of the merchant and what it said of it. */
export interface OpenedSale {
  entry: EntryOf<'sale'>
  acts: readonly EntryOf<'adapter'>[]
  beliefs: readonly EntryOf<'belief'>[]
  refundBeliefs: readonly EntryOf<'refund-belief'>[]
}

/** One `out_trade_no` under which a call opened an order, or tried to. */
export interface OpenedOrder {
  outTradeNo: string
  channel: Channel
  /** What the first of its calls asked for. */
  amountFen: Fen | undefined
  /** The calls about it, from that one on. */
  exchanges: readonly string[]
  /** The latest sale of that amount when it was opened: amounts are unique in a run. */
  ofAmount: OpenedSale | undefined
}

export interface SalesReader {
  add(entry: Entry): void
  /** In order. */
  readonly sales: readonly OpenedSale[]
  /** By number, in the order in which they were opened. */
  readonly orders: ReadonlyMap<string, OpenedOrder>
  /** By number, in the order of their first commits; also of orders that were opened before the journal began. */
  readonly books: ReadonlyMap<string, readonly Books[]>
  /** The number of the order that a call, or one part of it, names. */
  numberOf(ids: CallIds): string | undefined
  /** The number of the order that a message, a fault or a commit is about, if it is about one. */
  orderOf(entry: Entry): string | undefined
  /** The numbers under which orders over this amount were opened; grows with the journal. */
  numbersOver(amountFen: Fen): ReadonlySet<string>
  /** The amount that an order was last opened over. */
  amountOf(outTradeNo: string): Fen | undefined
  /** By the number, where the merchant has named it as a sale's own, else by the amount. */
  saleOf(order: OpenedOrder): OpenedSale | undefined
  /** The `saleId` of which the merchant has named this number as its own. */
  claimantOf(outTradeNo: string): string | undefined
  /** The latest sale of this amount. */
  saleOver(amountFen: Fen | undefined): OpenedSale | undefined
}

export function createSalesReader(): SalesReader {
  const suite = readSuite()
  const messages = readMessages()
  const orders = readOrders(suite.saleOver)
  const books = new Map<string, Books[]>()
  return {
    sales: suite.sales,
    orders: orders.orders,
    books,
    orderOf: messages.orderOf,
    numberOf: messages.numberOf,
    numbersOver: orders.numbersOver,
    amountOf: orders.amountOf,
    claimantOf: suite.claimantOf,
    saleOver: suite.saleOver,
    saleOf: ({ outTradeNo, ofAmount }) => suite.claimed(outTradeNo) ?? ofAmount,
    add: (entry) => {
      suite.add(entry)
      messages.add(entry)
      if (entry.kind === 'request') {
        const one = messages.orderOf(entry)
        const numbers = one === undefined ? messages.ordersIn(entry.exchange) : [one]
        for (const number of numbers) orders.add(entry, number)
      }
      if (entry.kind !== 'commit' || !entry.truth) return
      const { truth, elapsedMs, seq } = entry
      listIn(books, truth.outTradeNo).push({ truth, atMs: elapsedMs, seq })
    },
  }
}

const readers = new WeakMap<Trace, SalesReader>()

/** What a trace says of its sales; read once. */
export function salesIn(trace: Trace): SalesReader {
  const known = readers.get(trace)
  if (known) return known
  const reader = createSalesReader()
  for (const entry of trace.entries) reader.add(entry)
  readers.set(trace, reader)
  return reader
}

/** What the suite wrote down: its sales, and which numbers the merchant shows for them. */
function readSuite() {
  const sales: OpenedSale[] = []
  const byId = new Map<string, OpenedSale>()
  const byAmount = new Map<Fen | undefined, OpenedSale>()
  const claims = new Map<string, string>()
  const acts = new Map<string, EntryOf<'adapter'>[]>()
  const beliefs = new Map<string, EntryOf<'belief'>[]>()
  const refundBeliefs = new Map<string, EntryOf<'refund-belief'>[]>()

  const open = (entry: EntryOf<'sale'>) => {
    const { saleId, amountFen } = entry
    const sale: OpenedSale = {
      entry,
      acts: listIn(acts, saleId),
      beliefs: listIn(beliefs, saleId),
      refundBeliefs: listIn(refundBeliefs, saleId),
    }
    sales.push(sale)
    byAmount.set(amountFen, sale)
    if (!byId.has(saleId)) byId.set(saleId, sale)
  }
  const believe = (entry: EntryOf<'belief'>) => {
    listIn(beliefs, entry.saleId).push(entry)
    for (const { outTradeNo } of entry.attempts)
      if (!claims.has(outTradeNo)) claims.set(outTradeNo, entry.saleId)
  }
  return {
    sales,
    saleOver: (amountFen: Fen | undefined) => byAmount.get(amountFen),
    claimantOf: (outTradeNo: string) => claims.get(outTradeNo),
    claimed: (outTradeNo: string) => byId.get(claims.get(outTradeNo) ?? ''),
    add: (entry: Entry) => {
      if (entry.kind === 'sale') open(entry)
      if (entry.kind === 'belief') believe(entry)
      if (entry.kind === 'refund-belief') listIn(refundBeliefs, entry.saleId).push(entry)
      if (entry.kind !== 'adapter' || entry.saleId === undefined) return
      listIn(acts, entry.saleId).push(entry)
    },
  }
}

/** The orders that calls opened, and over which amounts. */
function readOrders(saleOver: SalesReader['saleOver']) {
  const orders = new Map<string, OpenedOrder & { exchanges: string[] }>()
  const byAmount = new Map<Fen, Set<string>>()
  const amounts = new Map<string, Fen>()
  const numbersOver = (amountFen: Fen): Set<string> => {
    const found = byAmount.get(amountFen) ?? new Set()
    byAmount.set(amountFen, found)
    return found
  }
  const open = (outTradeNo: string, { op, amountFen }: EntryOf<'request'>) => {
    const channel = channelOf(op)
    if (channel === undefined || orders.has(outTradeNo)) return
    const ofAmount = saleOver(amountFen)
    orders.set(outTradeNo, { outTradeNo, channel, amountFen, exchanges: [], ofAmount })
  }
  return {
    orders,
    numbersOver,
    amountOf: (outTradeNo: string) => amounts.get(outTradeNo),
    add: (request: EntryOf<'request'>, outTradeNo: string) => {
      const { op, amountFen, exchange } = request
      if (op === undefined) return
      open(outTradeNo, request)
      orders.get(outTradeNo)?.exchanges.push(exchange)
      if (!isOneOf(SALE_OPS, op) || amountFen === undefined) return
      numbersOver(amountFen).add(outTradeNo)
      amounts.set(outTradeNo, amountFen)
    },
  }
}

function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const found = lists.get(key) ?? []
  lists.set(key, found)
  return found
}
