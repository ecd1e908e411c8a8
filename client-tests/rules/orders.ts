// Orders as merchants wrote them: every PAY and PRECREATE, and for some rules those of pages too; those that were refused
// for what they say included. Rules of form read the text; what became of an order is the business of `attempts.ts`.
import { isOneOf, type OrderText } from '../../server/journal/entry.ts'
import type { Trace } from '../../server/journal/trace.ts'
import { parseYuan } from '../../server/values/money.ts'
import { COUNTER_OPS, SALE_OPS } from '../trace/opening.ts'
import { salesIn } from '../trace/sales-reader.ts'
import { readSales, type Attempt } from './attempts.ts'
import type { Finding } from './judge.ts'
import { verdictOf, type Verdict } from './rule.ts'

export interface Order {
  op: (typeof SALE_OPS)[number]
  text: OrderText
  authCode: string | undefined
  /** Absent where the order was refused before anybody took its number. */
  attempt: Attempt | undefined
  saleId: string | undefined
  startMs: number
  evidence: readonly number[]
}

const views = new WeakMap<Trace, readonly Order[]>()

/** Of a counter. What is asked of a page of Alipay's is less: it stands in no store. */
export const readOrders = (trace: Trace): readonly Order[] =>
  readAllOrders(trace).filter(({ op }) => isOneOf(COUNTER_OPS, op))

/** In the order in which they arrived; without what the suite has sold at another till. */
export function readAllOrders(trace: Trace): readonly Order[] {
  const known = views.get(trace)
  if (known) return known
  const attempts = readSales(trace).flatMap((sale) => sale.attempts)
  const byNumber = new Map(attempts.map((attempt) => [attempt.outTradeNo, attempt]))
  const { claimantOf, saleOver } = salesIn(trace)
  const elsewhere = new Set(
    trace
      .of('adapter')
      .flatMap(({ act, outTradeNo }) => (act === 'sell-elsewhere' ? outTradeNo : [])),
  )
  const ends = new Map(trace.of('end').map((end) => [end.exchange, end.seq]))
  const orders = trace.of('request').flatMap((request): Order[] => {
    const { op, order: text, ids, exchange, seq } = request
    if (!text || !isOneOf(SALE_OPS, op)) return []
    const number = ids.outTradeNo ?? text.outTradeNo ?? ''
    if (elsewhere.has(number)) return []
    const attempt = byNumber.get(number)
    const saleId =
      attempt?.sale.saleId ??
      claimantOf(number) ??
      saleOver(request.amountFen ?? parseYuan(text.total))?.entry.saleId
    const evidence = [seq, ends.get(exchange) ?? []].flat()
    const startMs = request.elapsedMs
    return [{ op, text, authCode: ids.authCode, attempt, saleId, startMs, evidence }]
  })
  views.set(trace, orders)
  return orders
}

/** Walks the orders: each finding is about one request. */
export function perOrder(
  trace: Trace,
  look: (order: Order) => readonly Finding[],
  read: (trace: Trace) => readonly Order[] = readOrders,
): Verdict {
  return verdictOf(
    read(trace).flatMap((order) =>
      look(order).map((each) => ({
        ...each,
        sale: order.saleId,
        outTradeNo: order.attempt?.outTradeNo ?? order.text.outTradeNo,
      })),
    ),
  )
}
