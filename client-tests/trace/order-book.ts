// Which order a call is about, and over which amount orders were opened: read entry by entry, so that a
// journal that still grows and one that is over are read alike. The suite's sales are known by their
// amounts, which are unique in a run, so this is how an order is known to belong to a sale.
import { isOneOf, type CallIds, type Entry } from '../../server/journal/entry.ts'
import type { Fen } from '../../server/values/money.ts'
import { SALE_OPS } from './opening.ts'

export interface OrderBook {
  add(entry: Entry): void
  /** The merchant's number of the order that a call names, by whichever number. */
  numberOf(ids: Pick<CallIds, 'outTradeNo' | 'tradeNo'>): string | undefined
  /** The numbers under which orders over this amount were opened; grows with the journal. */
  numbersOver(amountFen: Fen): ReadonlySet<string>
  /** The amount that an order was last opened over. */
  amountOf(outTradeNo: string): Fen | undefined
}

export function createOrderBook(): OrderBook {
  const byTradeNo = new Map<string, string>()
  const byAmount = new Map<Fen, Set<string>>()
  const amounts = new Map<string, Fen>()
  const numberOf: OrderBook['numberOf'] = ({ outTradeNo, tradeNo = '' }) =>
    outTradeNo ?? byTradeNo.get(tradeNo)
  const numbersOver = (amountFen: Fen): Set<string> => {
    const found = byAmount.get(amountFen) ?? new Set()
    byAmount.set(amountFen, found)
    return found
  }
  return {
    numberOf,
    numbersOver,
    amountOf: (outTradeNo) => amounts.get(outTradeNo),
    add: (entry) => {
      if (entry.kind === 'commit' && entry.truth) {
        byTradeNo.set(entry.truth.tradeNo, entry.truth.outTradeNo)
      }
      if (entry.kind !== 'request' || !isOneOf(SALE_OPS, entry.op)) return
      const outTradeNo = numberOf(entry.ids)
      if (!outTradeNo || entry.amountFen === undefined) return
      numbersOver(entry.amountFen).add(outTradeNo)
      amounts.set(outTradeNo, entry.amountFen)
    },
  }
}

/** The book of a journal that is over, or of a part of one. */
export function orderBookOf(entries: readonly Entry[]): OrderBook {
  const book = createOrderBook()
  for (const entry of entries) book.add(entry)
  return book
}
