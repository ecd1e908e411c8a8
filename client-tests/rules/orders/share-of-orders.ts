// How many of all orders of a run carry what they should: one finding for the whole run.
import type { Trace } from '../../../server/journal/trace.ts'
import { finding } from '../judge.ts'
import { isPassive } from '../observation.ts'
import { readOrders, type Order } from '../orders.ts'
import type { AtLeastShare } from '../parameter.ts'
import { verdictOf, type Verdict } from '../rule.ts'

/** Enough of those that lack it to find the place in the program. */
const SHOWN = 5

export function shareOfOrders(
  trace: Trace,
  field: string,
  has: (order: Order) => boolean,
  { passShare, warnShare }: AtLeastShare,
): Verdict {
  // What the suite sold past the shop, to ask about it, is none of the shop's orders.
  const all = readOrders(trace)
  const orders = isPassive(trace) ? all : all.filter(({ saleId }) => saleId !== undefined)
  const lacking = orders.filter((order) => !has(order))
  const [example = orders[0]] = lacking
  if (!example) return verdictOf([])
  const count = orders.length - lacking.length
  const share = count / orders.length
  const status = share >= passShare ? 'pass' : share >= warnShare ? 'warn' : 'fail'
  const evidence = lacking.length > 0 ? lacking.slice(0, SHOWN) : [example]
  const en = `${field} is right on ${count} of ${orders.length} orders.`
  const zh = `${orders.length} 笔订单中有 ${count} 笔的 ${field} 正确。`
  const found = finding(
    status,
    evidence.map((order) => order.evidence),
    en,
    zh,
  )
  return verdictOf([{ ...found, sale: example.saleId, outTradeNo: example.attempt?.outTradeNo }])
}
