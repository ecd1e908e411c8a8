// Refunds, whole or in parts. One out_request_no is one refund for ever (000:L8-9, 004:L197-198).
// Order of checks: the repeat before the state, because a repeat is answered even after the refund
// has closed the trade (recorded).
import type { Instant } from '../values/instant.ts'
import {
  answer,
  refuse,
  unchanged,
  type AskRefund,
  type Decide,
  type Decision,
} from './decision.ts'
import { buyerAccount, move, sellerAccount, type Refund, type Trade } from './trade.ts'

export const refund: Decide<AskRefund> = (command, records, now) => {
  const { trade, buyer } = records
  if (!trade || !buyer) return refuse('TradeNotFound', command.outTradeNo)
  const { outTradeNo } = trade
  // Without a number the refund is the whole and goes by the order number.
  const outRequestNo = command.outRequestNo ?? outTradeNo
  const before = records.refunds.find((done) => done.outRequestNo === outRequestNo)
  if (before) {
    if (before.amountFen !== command.amountFen) return refuse('RefundRepeatDiffers', outTradeNo)
    return answer({ kind: 'refunded', trade, buyer, refund: before, moved: false })
  }
  if (trade.status === 'WAIT_BUYER_PAY') return refuse('TradeNotPaid', outTradeNo)
  if (trade.status === 'TRADE_FINISHED') return refuse('TradeFinished', outTradeNo)
  if (trade.status === 'TRADE_CLOSED') return refuse('TradeAlreadyClosed', outTradeNo)
  if (!command.outRequestNo && command.amountFen !== trade.totalFen) {
    return refuse('RefundAmountNotTotal', outTradeNo)
  }
  if (command.amountFen > trade.totalFen - trade.refundedFen) {
    return refuse('RefundExceedsPaid', outTradeNo)
  }
  if (records.sellerBalanceFen < command.amountFen) {
    return refuse('SellerBalanceTooLow', outTradeNo)
  }
  const { amountFen, reason } = command
  const decision = refundTrade(trade, { outRequestNo, amountFen, reason }, 'refund', now)
  const done = decision.changes.refund
  const after = decision.changes.trade
  if (!done || !after) throw new Error('a refund was made without a record of it')
  return {
    ...decision,
    outcome: { kind: 'refunded', trade: after, buyer, refund: done, moved: true },
  }
}

/** Moves the money back; the trade closes with its last fen. */
export function refundTrade(
  trade: Trade,
  asked: Pick<Refund, 'outRequestNo' | 'amountFen' | 'reason'>,
  closedBy: 'cancel' | 'refund',
  now: Instant,
): Decision {
  const refundedFen = trade.refundedFen + asked.amountFen
  const whole = refundedFen === trade.totalFen
  const after = whole
    ? move(trade, 'TRADE_CLOSED', { refundedFen, closedAt: now, closedBy })
    : move(trade, 'TRADE_SUCCESS', { refundedFen })
  const made: Refund = { ...asked, tradeNo: trade.tradeNo, at: now }
  const posting = {
    from: sellerAccount(trade.sellerId),
    to: buyerAccount(trade.buyerId),
    amountFen: asked.amountFen,
    memo: 'refund',
    tradeNo: trade.tradeNo,
  } as const
  return {
    outcome: { kind: 'happened' },
    changes: { ...unchanged(), trade: after, refund: made, postings: [posting] },
    events: [{ name: 'RefundMade', trade: after, refund: made }],
  }
}
