// How a trade comes to life: by a payment code or by a scan. Shared by pay.ts and scan.ts.
import type { Instant } from '../values/instant.ts'
import { drawTradeNo } from '../values/ids.ts'
import type { Draw } from '../values/random.ts'
import type { Habit } from './buyer.ts'
import type { Changes, Event, OrderTerms } from './decision.ts'
import { buyerAccount, move, sellerAccount, type Order, type Trade } from './trade.ts'
import { refundDeadline, type Policy } from './window.ts'

/** A trade that waits for its buyer, and the job that will close it unpaid. */
export function openTrade(order: Order, buyerId: string, now: Instant, draw: Draw, to: Changes) {
  const trade: Trade = {
    ...order,
    tradeNo: drawTradeNo(draw, buyerId, now),
    status: 'WAIT_BUYER_PAY',
    buyerId,
    createdAt: now,
    refundedFen: 0,
  }
  to.jobs.push({ due: trade.expiresAt, happening: { op: 'expire', tradeNo: trade.tradeNo } })
  to.trade = trade
  return trade
}

/** The money moves. The trade will finish when its refund window ends. */
export function payTrade(trade: Trade, policy: Policy, now: Instant, to: Changes): Trade {
  const paid = move(trade, 'TRADE_SUCCESS', { paidAt: now })
  to.trade = paid
  to.postings.push({
    from: buyerAccount(trade.buyerId),
    to: sellerAccount(trade.sellerId),
    amountFen: trade.totalFen,
    memo: 'payment',
    tradeNo: trade.tradeNo,
  })
  to.jobs.push({
    due: refundDeadline(policy, now),
    happening: { op: 'finish', tradeNo: trade.tradeNo },
  })
  return paid
}

/** Puts into the diary what a buyer who has to type a password will do. */
export function planBuyer(trade: Trade, habit: Habit, policy: Policy, now: Instant, to: Changes) {
  const { tradeNo } = trade
  if (habit.pays === 'never') return
  const afterMs = habit.pays === 'at-once' ? policy.passwordTypingMs : habit.afterMs
  const op = habit.pays === 'closes' ? 'buyer-closes' : 'buyer-pays'
  to.jobs.push({ due: now + afterMs, happening: { op, tradeNo } })
}

/** Gaps in what identifies an order: amount, subject, receiver (the "key data" of the docs). */
export function sameOrder(terms: OrderTerms, existing: Order, receiver: string): boolean {
  return (
    terms.totalFen === existing.totalFen &&
    terms.subject === existing.subject &&
    receiver === existing.sellerId
  )
}

export const created = (trade: Trade): Event => ({ name: 'TradeCreated', trade })
export const paidEvent = (trade: Trade): Event => ({ name: 'TradePaid', trade })

/** Fills in what the order left open. */
export function toOrder(
  terms: OrderTerms,
  product: Order['product'],
  policy: Policy,
  now: Instant,
): Order {
  const { via, appId, pid, outTradeNo, totalFen, subject, body, notifyUrl, charset } = terms
  const { passbackParams, storeId, terminalId } = terms
  const sellerId = terms.sellerId ?? pid
  const expiresAt = terms.expiresAt ?? now + policy.orderTimeoutMs
  const order = { via, appId, pid, sellerId, outTradeNo, product, totalFen, subject, expiresAt }
  return { ...order, body, notifyUrl, charset, passbackParams, storeId, terminalId }
}
