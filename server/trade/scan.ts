// Somebody points a phone at a QR code, and pays or does not. The first to scan is the buyer.
import { NOBODY } from './buyer.ts'
import { answer, refuse, unchanged, type Decide, type TimedEvent } from './decision.ts'
import {
  closedRefusal,
  created,
  openTrade,
  paidEvent,
  payTrade,
  planBuyer,
  fundsOf,
} from './open.ts'
import { isPaid } from './trade.ts'

type Scan = Extract<TimedEvent, { op: 'scan' }>

export const scan: Decide<Scan> = (command, records, now, draw) => {
  const { order, options, trade: existing, buyer } = records
  if (!order || !buyer) return refuse('TradeNotFound')
  if (existing && isPaid(existing)) return refuse('TradeAlreadyPaid')
  if (existing?.status === 'TRADE_CLOSED') return refuse(closedRefusal(existing))
  const isTaken = existing !== undefined && existing.buyerId !== NOBODY.buyerId
  if (isTaken && existing.buyerId !== command.buyerId) return refuse('BuyerNotMatch')
  if (order.forBuyer !== undefined && order.forBuyer !== command.buyerId)
    return refuse('BuyerNotMatch')
  if (order.sellerId === command.buyerId) return refuse('BuyerIsSeller')
  if (order.dead || now >= order.qrExpiresAt) return refuse('AlreadyExpired')

  const changes = unchanged()
  const trade = existing
    ? { ...existing, buyerId: command.buyerId }
    : openTrade(order, command.buyerId, now, draw, changes, records.drawTradeNo)
  if (!isTaken) changes.trade = trade
  const events = existing ? [] : [created(trade)]
  if (command.habit.pays === 'risk-refused') {
    return { ...refuse('PaymentTooRisky'), changes, events }
  }
  if (command.habit.pays !== 'at-once') {
    planBuyer(trade, command.habit, options, now, changes)
    return { ...answer({ kind: 'waiting', trade, buyer }), changes, events }
  }
  const means = fundsOf(trade, records)
  if ('refusal' in means) return { ...refuse(means.refusal), changes, events }
  const paid = payTrade(trade, means.split, options, now, changes)
  const outcome = { kind: 'paid', trade: paid, buyer } as const
  return { outcome, changes, events: [...events, paidEvent(paid)] }
}
