// A shop seen by its books alone: which sale each entry is of, and what the books thereby believe of it.
// Pure; who asks the shop and when is the business of over-http/verified.ts.
import type { BeliefEntry, SaleEntry } from '../../server/journal/suite-entry.ts'
import type { Trace } from '../../server/journal/trace.ts'
import type { Booked, Row } from '../adapter/booked.ts'
import { readSales, truthOf, type Attempt, type Sale } from '../rules/attempts.ts'
import { readMoney, wentBack } from '../rules/one-sided/money.ts'

/** Entries per order number. */
export type Ledger = ReadonlyMap<string, readonly Row[]>

/** What scenario the sales of somebody else's traffic are of. */
const TRAFFIC = 'traffic'

/** The orders of a trace, each a sale of its own: nobody says which belong together. */
export function ordersIn(trace: Trace): Attempt[] {
  return readSales(trace).flatMap(({ attempts }) => attempts)
}

const isPaid = (order: Attempt) => (truthOf(order)?.paidFen ?? 0) > 0

export const paidOrders = (trace: Trace): Attempt[] => ordersIn(trace).filter(isPaid)

/** Which order each of so many further entries is of, and whether that is more than a guess. */
export function spread(
  trace: Trace,
  before: number,
  booked: Booked,
): { ledger: Ledger; isGuess: boolean } {
  if ('rows' in booked) {
    const known = new Set(ordersIn(trace).map(({ outTradeNo }) => outTradeNo))
    const own = [...booked.rows].filter(([number]) => known.has(number))
    return { ledger: new Map(own), isGuess: false }
  }
  const orders = paidOrders(trace)
  const more = Math.max(0, booked.count - before)
  if (orders.length === 0) {
    // Nothing was paid, so whatever was booked is too much, whichever order it is of.
    const [first] = ordersIn(trace)
    const ledger: Ledger = new Map(first ? [[first.outTradeNo, payments(more)]] : [])
    return { ledger, isGuess: more > 0 }
  }
  const each = Math.floor(more / orders.length)
  const rest = more - each * orders.length
  const ledger = orders.map(({ outTradeNo }, place): [string, Row[]] => {
    // Too few: the first orders have theirs. Too many: the last one has the rest.
    if (each === 0) return [outTradeNo, payments(place < rest ? 1 : 0)]
    return [outTradeNo, payments(place === orders.length - 1 ? each + rest : each)]
  })
  return { ledger: new Map(ledger), isGuess: rest > 0 }
}

export const payments = (count: number): Row[] =>
  Array.from({ length: Math.max(0, count) }, () => ({ type: 'PAID' }))

/** The sale that the suite notes for an order, so that what the books say has something to be of. */
export function saleEntry({ outTradeNo, channel, sale }: Attempt): SaleEntry {
  return { kind: 'sale', saleId: outTradeNo, scenario: TRAFFIC, channel, amountFen: sale.amountFen }
}

/**
 * What the books believe of an order by the payments that they hold. What they were not asked for (the
 * state, refunds) is taken to be right: it is not judged.
 */
export function beliefOf(trace: Trace, order: Attempt, rows: readonly Row[]): BeliefEntry {
  const { outTradeNo, sale } = order
  const truth = truthOf(order)
  const amountFen = sale.amountFen
  const effects = rows.map(({ type, amountFen: fen = amountFen }) => ({ type, amountFen: fen }))
  const isPayment = ({ type }: Pick<Row, 'type'>) => type === 'PAID'
  const isReversed = truth?.cancelled === 'refund'
  const backs = rows.some((row) => !isPayment(row))
    ? []
    : wentBack(order).map((fen) => ({
        type: isReversed ? 'REVERSED' : 'REFUNDED',
        amountFen: fen,
      }))
  const status = stateOf(trace, order.sale, rows.filter(isPayment).length > 0, truth)
  return {
    kind: 'belief',
    saleId: outTradeNo,
    status,
    refundedFen: status === 'REFUNDED' || status === 'REVERSED' ? (truth?.refundedFen ?? 0) : 0,
    attempts: [{ outTradeNo, status }],
    effects: [...effects, ...backs],
  }
}

function stateOf(
  trace: Trace,
  sale: Sale,
  hasPayment: boolean,
  truth: ReturnType<typeof truthOf>,
): BeliefEntry['status'] {
  const isBack = truth !== undefined && truth.refundedFen > 0
  if (isBack) return truth.cancelled === 'refund' ? 'REVERSED' : 'REFUNDED'
  if (hasPayment) return 'PAID'
  return readMoney(trace, sale).open ? 'PENDING' : 'UNPAID'
}

/** `one payment of 12.34 caused 3 rows`: the orders whose books are wrong, in a line each. */
export function oddLines(trace: Trace, ledger: Ledger, yuan: (fen: number) => string) {
  return ordersIn(trace).flatMap((order) => {
    const rows = (ledger.get(order.outTradeNo) ?? []).filter(({ type }) => type === 'PAID').length
    const paid = isPaid(order) ? 1 : 0
    if (rows === paid) return []
    const { outTradeNo, sale } = order
    const [en, zh] =
      paid === 1
        ? [
            `one payment of ${yuan(sale.amountFen)} caused ${count(rows)}`,
            `一笔 ${yuan(sale.amountFen)} 的付款记了 ${rows} 条`,
          ]
        : [`${count(rows)} without a payment`, `没有付款，却记了 ${rows} 条`]
    return [{ en: `${outTradeNo}: ${en}`, zh: `${outTradeNo}：${zh}` }]
  })
}

const count = (rows: number) => (rows === 1 ? '1 row' : `${rows} rows`)
