// An order for a buyer whom the merchant names: the trade exists at the call and waits for payment.
import { answer, refuse, unchanged, type Create, type Decide, type Records } from './decision.ts'
import type { Instant } from '../values/instant.ts'
import { created, openTrade, refuseNumber, refuseTerms, sameOrder, toOrder } from './open.ts'
import type { Refusal } from '../journal/reasons.ts'

export const create: Decide<Create> = (command, records, now, draw) => {
  const { outTradeNo } = command
  const { trade: existing, buyer } = records
  const refusal = refuseOrder(command, records, now)
  if (refusal || !buyer) return refuse(refusal ?? 'BuyerNotFound', outTradeNo)
  if (existing) return answer({ kind: 'created', trade: existing })
  const changes = unchanged()
  const order = toOrder(command, 'create', records.options, now)
  const trade = openTrade(order, buyer.buyerId, now, draw, changes, records.drawTradeNo)
  return { outcome: { kind: 'created', trade }, changes, events: [created(trade)] }
}

function refuseOrder(command: Create, records: Records, now: Instant): Refusal | undefined {
  const { trade, buyer, pid } = records
  const usedUp = refuseNumber(records)
  if (usedUp) return usedUp
  if (trade && !sameOrder(command, trade, records)) return 'OrderChanged'
  if (!buyer) return 'BuyerNotFound'
  if (trade && trade.buyerId !== buyer.buyerId) return 'BuyerNotMatch'
  if (buyer.buyerId === (command.sellerId ?? pid)) return 'BuyerIsSeller'
  return refuseTerms(command, records, now)
}
