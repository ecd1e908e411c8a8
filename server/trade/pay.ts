// Payment by the code a buyer shows. Order of refusals: the code before the order (recorded: a bad
// code on a known number still says the code is bad), then the order, then the purse.
import {
  answer,
  refuse,
  unchanged,
  type Changes,
  type Decide,
  type Pay,
  type Records,
} from './decision.ts'
import type { Buyer, PaymentCode } from './buyer.ts'
import { created, openTrade, paidEvent, payTrade, planBuyer, sameOrder, toOrder } from './open.ts'
import { isPaid, type Trade } from './trade.ts'
import type { Refusal } from './refusals.ts'
import type { Instant } from '../values/instant.ts'

const MAX_TOTAL_FEN = 10_000_000_000

export const pay: Decide<Pay> = (command, records, now, draw) => {
  const { outTradeNo } = command
  const { code, buyer, policy } = records
  if (!command.authCode) return refuse('AuthCodeMissing', outTradeNo)
  if (!code || !buyer || !usable(code, records.trade, now)) {
    return refuse('AuthCodeInvalid', outTradeNo)
  }
  const refusal = refuseOrder(command, records, buyer, now)
  if (refusal) return refuse(refusal, outTradeNo)

  const changes = unchanged()
  const isNew = !records.trade
  const order = toOrder(command, 'barcode', policy, now)
  const trade = records.trade ?? openTrade(order, buyer.buyerId, now, draw, changes)
  if (records.order) changes.order = { ...records.order, dead: true }
  const events = isNew ? [created(trade)] : []

  const needsPassword = trade.totalFen > policy.passwordAboveFen || code.habit.pays !== 'at-once'
  if (needsPassword) {
    if (!code.usedBy) useUp(code, trade, changes)
    // The same code again asks the same person who is already thinking: nothing new is planned.
    if (isNew || !code.usedBy) planBuyer(trade, code.habit, policy, now, changes)
    return { outcome: { kind: 'waiting', trade, buyer }, changes, events }
  }
  if (records.buyerBalanceFen < trade.totalFen) return refuse('BuyerBalanceTooLow', outTradeNo)
  useUp(code, trade, changes)
  const paid = payTrade(trade, policy, now, changes)
  const outcome = { kind: 'paid', trade: paid, buyer } as const
  return { ...answer(outcome), changes, events: [...events, paidEvent(paid)] }
}

/** A code works once; the order that used it may come back with it. */
function usable(code: PaymentCode, trade: Trade | undefined, now: Instant): boolean {
  return code.usedBy === undefined ? now <= code.expiresAt : code.usedBy === trade?.tradeNo
}

function useUp(code: PaymentCode, trade: Trade, to: Changes) {
  to.code = { ...code, usedBy: trade.tradeNo }
}

function refuseOrder(
  command: Pay,
  { trade, policy, tombstone, pid }: Records,
  buyer: Buyer,
  now: Instant,
): Refusal | undefined {
  if (trade && isPaid(trade)) return 'TradeAlreadyPaid'
  if (trade?.status === 'TRADE_CLOSED') return 'TradeAlreadyClosed'
  if (!trade && tombstone && policy.tombstone) return 'TradeAlreadyClosed'
  const receiver = command.sellerId ?? pid
  if (trade && !sameOrder(command, trade, receiver)) return 'OrderChanged'
  if (trade && trade.buyerId !== buyer.buyerId) return 'BuyerNotMatch'
  return refuseTerms(command, pid, now)
}

/** What is wrong with an order whatever else is known of it. Shared with precreate. */
export function refuseTerms(
  terms: { totalFen: number; sellerId?: string; expiresAt?: Instant },
  pid: string,
  now: Instant,
): Refusal | undefined {
  if (terms.totalFen < 1 || terms.totalFen > MAX_TOTAL_FEN) return 'TotalOutOfRange'
  if (terms.sellerId !== undefined && terms.sellerId !== pid) return 'ReceiverNotAllowed'
  if (terms.expiresAt !== undefined && terms.expiresAt <= now) return 'AlreadyExpired'
  return undefined
}
