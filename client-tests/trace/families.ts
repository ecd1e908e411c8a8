// A merchant may speak to gateways of several families. Each family's part of a journal is a trace of its
// own: its calls and notifications, what they did to the books, and the sales that were made by them.
import type { Entry } from '../../server/journal/entry.ts'
import { readTrace, type Trace } from '../../server/journal/trace.ts'
import { salesIn } from './sales-reader.ts'

/** In the order in which they first came; none where a journal names no family. */
export function familiesIn(trace: Trace): readonly string[] {
  const named = [...trace.of('request'), ...trace.of('send')].toSorted((a, b) => a.seq - b.seq)
  return [...new Set(named.flatMap(({ family }) => family ?? []))]
}

/**
 * The part of one family. What belongs to no family, or to a sale that nobody called about, is everybody's:
 * clocks, outages, scenarios, people who compare a day. What is believed of a sale that was paid for at
 * several gateways says nothing of one of them.
 */
export function ofFamily(trace: Trace, family: string): Trace {
  const belongs = belongingTo(trace, family)
  return readTrace(trace.entries.filter(belongs))
}

/** The sales that led to orders at several gateways: another code was shown, of another wallet. */
export function salesAcross(trace: Trace): ReadonlySet<string> {
  const ofSale = familiesOfSales(trace, familiesOfOrders(trace))
  return new Set([...ofSale].flatMap(([saleId, { size }]) => (size > 1 ? [saleId] : [])))
}

function belongingTo(trace: Trace, family: string): (entry: Entry) => boolean {
  const ofExchange = familiesOfExchanges(trace)
  const ofDelivery = new Map(trace.of('send').map((one) => [one.delivery, one.family]))
  const ofOrder = familiesOfOrders(trace)
  const ofSale = familiesOfSales(trace, ofOrder)
  const isOurs = (other: string | undefined) => other === undefined || other === family
  const isOneOfOurs = (others: ReadonlySet<string> | undefined) =>
    others === undefined || others.size === 0 || others.has(family)
  return (entry) => {
    if ('exchange' in entry && entry.exchange !== undefined) {
      return isOurs(ofExchange.get(entry.exchange))
    }
    if ('delivery' in entry && entry.delivery !== undefined) {
      return isOurs(ofDelivery.get(entry.delivery))
    }
    // A bill holds the orders of a day, whosever sale the people were busy with.
    if (entry.kind === 'adapter' && entry.date !== undefined) return true
    if ('saleId' in entry && entry.saleId !== undefined) {
      const others = ofSale.get(entry.saleId)
      const isBelief = entry.kind === 'belief' || entry.kind === 'refund-belief'
      return isOneOfOurs(others) && !(isBelief && others !== undefined && others.size > 1)
    }
    const order = orderIn(entry)
    return order === undefined || isOneOfOurs(ofOrder.get(order))
  }
}

/** A link to a bill is followed past every gateway: it is that of the one who gave out the last link. */
function familiesOfExchanges(trace: Trace): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>()
  let linkFrom: string | undefined
  for (const { exchange, family, op } of trace.of('request')) {
    if (op === 'BILLURL') linkFrom = family
    found.set(exchange, family ?? (op === 'BILLGET' ? linkFrom : undefined))
  }
  return found
}

function orderIn(entry: Entry): string | undefined {
  if (entry.kind === 'commit') return entry.truth?.outTradeNo
  return 'outTradeNo' in entry ? entry.outTradeNo : undefined
}

type FamiliesOf = ReadonlyMap<string, ReadonlySet<string>>

/** By the calls that name an order. */
function familiesOfOrders(trace: Trace): FamiliesOf {
  const reader = salesIn(trace)
  const found = new Map<string, Set<string>>()
  for (const request of trace.of('request')) {
    const number = reader.orderOf(request)
    if (number === undefined || request.family === undefined) continue
    found.set(number, (found.get(number) ?? new Set()).add(request.family))
  }
  return found
}

/** By the orders that a sale led to: those over its amount, and those that its merchant names. */
function familiesOfSales(trace: Trace, ofOrder: FamiliesOf): FamiliesOf {
  const { sales, numbersOver } = salesIn(trace)
  return new Map(
    sales.map(({ entry: { saleId, amountFen }, beliefs }) => {
      const attempts = beliefs.flatMap((belief) => belief.attempts)
      const numbers = [...numbersOver(amountFen), ...attempts.map(({ outTradeNo }) => outTradeNo)]
      return [saleId, new Set(numbers.flatMap((number) => [...(ofOrder.get(number) ?? [])]))]
    }),
  )
}
