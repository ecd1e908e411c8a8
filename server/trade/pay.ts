// Payment by the code a buyer shows. Order of refusals: the code before the order (recorded: a bad
// code on a known number still says the code is bad), then the order, then risk and the purse.
import {
  answer,
  refuse,
  unchanged,
  type Changes,
  type Decide,
  type Decision,
  type Event,
  type Pay,
  type Records,
} from './decision.ts'
import type { Buyer, PaymentCode } from './buyer.ts'
import {
  created,
  openTrade,
  paidEvent,
  payTrade,
  planBuyer,
  fundsOf,
  refuseNumber,
  refuseTerms,
  sameOrder,
  toOrder,
} from './open.ts'
import { asBefore } from './repeated.ts'
import { chargedFen } from './conversion.ts'
import { move, type Trade } from './trade.ts'
import type { Refusal } from '../journal/reasons.ts'
import type { Instant } from '../values/instant.ts'

export const pay: Decide<Pay> = (command, records, now, draw) => {
  const { outTradeNo } = command
  const { code, buyer, options, ways } = records
  const before = asBefore(command, records)
  if (before) return before
  if (!command.authCode) return refuse('AuthCodeMissing', outTradeNo)
  if (!code || !buyer || !fits(code, command.scene)) return refuse('AuthCodeInvalid', outTradeNo)
  if (!usable(code, records.trade, now)) return refuse('AuthCodeExpired', outTradeNo)
  const refusal = refuseOrder(command, records, buyer, now)
  if (refusal) return refuse(refusal, outTradeNo)

  const changes = unchanged()
  const isNew = !records.trade
  const order = toOrder(command, 'barcode', options, now)
  const trade =
    records.trade ?? openTrade(order, buyer.buyerId, now, draw, changes, records.drawTradeNo)
  if (records.order) changes.order = { ...records.order, dead: true }
  const events = isNew ? [created(trade)] : []

  const decline = (refusal: Refusal) =>
    ways.declinedOrder === 'final'
      ? declined(trade, refusal, { code, now, events })
      : refuse(refusal, outTradeNo)
  if (code.habit.pays === 'risk-refused') return decline('PaymentTooRisky')
  if (needsPassword(trade, code, records)) {
    if (!code.usedBy) useUp(code, trade, changes)
    // The same code again asks the same person who is already thinking: nothing new is planned.
    if (isNew || !code.usedBy) planBuyer(trade, code.habit, options, now, changes)
    return { outcome: { kind: 'waiting', trade, buyer }, changes, events }
  }
  const means = fundsOf(trade, records)
  if ('refusal' in means) return decline(means.refusal)
  useUp(code, trade, changes)
  const paid = payTrade(trade, means.split, options, now, changes)
  if (options.freePaymentsADay > 0) changes.freePayment = { buyerId: buyer.buyerId, at: now }
  const hidesFunds = options.fundBill === 'when-asked'
  const outcome = { kind: 'paid', trade: paid, buyer, hidesFunds } as const
  return { ...answer(outcome), changes, events: [...events, paidEvent(paid)] }
}

/** The order has failed for good, and its number with it. */
function declined(
  trade: Trade,
  refusal: Refusal,
  { code, now, events }: { code: PaymentCode; now: Instant; events: readonly Event[] },
): Decision {
  const changes = unchanged()
  const how = { closedAt: now, closedBy: 'decline', declined: refusal } as const
  const failed = move(trade, 'TRADE_CLOSED', how)
  changes.trade = failed
  useUp(code, failed, changes)
  const closed: Event = { name: 'TradeClosed', trade: failed }
  return { ...refuse(refusal, trade.outTradeNo), changes, events: [...events, closed] }
}

/** Above a sum, after so many payments without one on a day, and where the buyer says so. */
function needsPassword(
  trade: Trade,
  { habit }: PaymentCode,
  { options, freePayments = 0 }: Records,
): boolean {
  const { passwordAboveFen, freePaymentsADay } = options
  const hasUsedUp = freePaymentsADay > 0 && freePayments >= freePaymentsADay
  return chargedFen(trade) > passwordAboveFen || hasUsedUp || habit.pays !== 'at-once'
}

/** A face is paid by as `fp…`, 35 characters; no other code is. */
export function fits({ authCode }: PaymentCode, scene = 'bar_code'): boolean {
  return /^fp.{33}$/.test(authCode) === (scene === 'security_code')
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
  records: Records,
  buyer: Buyer,
  now: Instant,
): Refusal | undefined {
  const { trade, pid } = records
  const usedUp = refuseNumber(records)
  if (usedUp) return usedUp
  if (trade && !sameOrder(command, trade, records)) return 'OrderChanged'
  if (trade && trade.buyerId !== buyer.buyerId) return 'BuyerNotMatch'
  if (buyer.buyerId === (command.sellerId ?? pid)) return 'BuyerIsSeller'
  return refuseTerms(command, records, now)
}
