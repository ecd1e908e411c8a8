// Refunds, whole or in parts. One out_request_no is one refund for ever (000:L8-9, 004:L197-198).
// Order of checks: the repeat before the state, because a repeat is answered even after the refund
// has closed the trade (recorded).
import type { Instant } from '../values/instant.ts'
import { bankRefund } from './bank-refund.ts'
import {
  answer,
  refuse,
  unchanged,
  type AskRefund,
  type Decide,
  type Decision,
} from './decision.ts'
import { convertedRefund, partOf } from './conversion.ts'
import { backFor } from './funds.ts'
import type { Refusal } from '../journal/reasons.ts'
import { closedRefusal } from './open.ts'
import { sharesBack, type SharesBack } from './returns.ts'
import {
  buyerAccount,
  FEE_ACCOUNT,
  MARKETING_ACCOUNT,
  move,
  sellerAccount,
  type Posting,
  type Refund,
  type Trade,
} from './trade.ts'
import type { Options } from '../options/options.ts'

export const refund: Decide<AskRefund> = (command, records, now) => {
  const { trade, buyer, options } = records
  if (!trade || !buyer) return refuse('TradeNotFound', command.outTradeNo)
  const { outTradeNo } = trade
  const { currency: ordered = 'CNY' } = trade
  const { currency = ordered } = command
  if (currency !== ordered) return refuse('CurrencyNotSupported', outTradeNo)
  // Without a number the refund is the whole and goes by the order number.
  const outRequestNo = command.outRequestNo ?? outTradeNo
  const before = records.refunds.find((done) => done.outRequestNo === outRequestNo)
  if (before) {
    if (before.amountFen !== command.amountFen) return refuse('RefundRepeatDiffers', outTradeNo)
    const { shows } = command
    const bank = bankRefund(before, options, now)
    return answer({ kind: 'refunded', trade, buyer, refund: before, moved: false, shows, bank })
  }
  if (records.isNumberElsewhere) return refuse('RefundRepeatDiffers', outTradeNo)
  const refusal =
    refuseState(trade, options) ??
    refuseNumber(records.refunds, options) ??
    refuseAmount(command, trade, options)
  if (refusal) return refuse(refusal, outTradeNo)
  const { amountFen, reason, notifyUrl, shows, takesMs } = command
  const shares = sharesBack(trade, amountFen, command.returns ?? [], records)
  if ('refusal' in shares) return refuse(shares.refusal, outTradeNo)
  if (records.sellerBalanceFen + shares.toSellerFen < owedFor(trade, amountFen)) {
    return refuse('SellerBalanceTooLow', outTradeNo)
  }
  const isUnnumbered = command.outRequestNo ? undefined : true
  const settlesAt = takesMs === undefined ? undefined : now + takesMs
  const nth = records.refunds.length + 1
  const asked = { outRequestNo, amountFen, reason, isUnnumbered, notifyUrl, settlesAt, nth }
  const decision = refundTrade(trade, asked, shares, 'refund', now)
  const done = decision.changes.refund
  const after = decision.changes.trade
  if (!done || !after) throw new Error('a refund was made without a record of it')
  return {
    ...decision,
    outcome: {
      kind: 'refunded',
      trade: after,
      buyer,
      refund: done,
      moved: true,
      shows,
      bank: bankRefund(done, options, now),
    },
  }
}

/** What stands against any refund of the trade. */
function refuseState(trade: Trade, options: Options): Refusal | undefined {
  switch (trade.status) {
    case 'WAIT_BUYER_PAY':
      return 'TradeNotPaid'
    case 'TRADE_FINISHED':
      return 'TradeFinished'
    case 'TRADE_CLOSED': {
      const wasPaid = trade.paidAt !== undefined
      return wasPaid || options.refundOfUnpaid === 'has-close'
        ? closedRefusal(trade)
        : 'TradeNotPaid'
    }
    case 'TRADE_SUCCESS':
      return trade.isFrozen ? 'TradeFrozen' : undefined
  }
}

const refuseNumber = (refunds: readonly Refund[], { mostRefunds }: Options): Refusal | undefined =>
  mostRefunds > 0 && refunds.length >= mostRefunds ? 'TooManyRefunds' : undefined

function refuseAmount(
  { amountFen, outRequestNo, ofTotalFen }: AskRefund,
  { totalFen, refundedFen }: Trade,
  { strictSandbox, overRefund }: Options,
): Refusal | undefined {
  if (ofTotalFen !== undefined && ofTotalFen !== totalFen) return 'OrderTotalNotMatch'
  const mustBeWhole = !outRequestNo || strictSandbox
  if (mustBeWhole && amountFen !== totalFen) return 'RefundAmountNotTotal'
  if (amountFen <= totalFen - refundedFen) return undefined
  return overRefund === 'fee-error' ? 'RefundExceedsPaid' : 'RefundExceedsTotal'
}

/** What a refund costs the seller: the fee comes back with it. */
export function owedFor(trade: Trade, amountFen: number): number {
  const converted = partOf(trade, trade.refundedFen, trade.refundedFen + amountFen)
  if (converted) return converted.settlementFen
  const { ownFen, platformFen, feeFen } = backFor(trade, amountFen)
  return ownFen + platformFen - feeFen
}

/** Moves the money back; the trade closes with its last fen. */
export function refundTrade(
  trade: Trade,
  asked: Omit<Refund, 'tradeNo' | 'at' | 'funds' | 'returned' | 'converted'>,
  shares: SharesBack,
  closedBy: 'cancel' | 'refund',
  now: Instant,
): Decision {
  const refundedFen = trade.refundedFen + asked.amountFen
  const whole = refundedFen === trade.totalFen
  const converted = partOf(trade, trade.refundedFen, refundedFen)
  const after = whole
    ? move(trade, 'TRADE_CLOSED', { refundedFen, closedAt: now, closedBy })
    : move(trade, 'TRADE_SUCCESS', { refundedFen })
  const back = backFor(trade, asked.amountFen)
  const seller = sellerAccount(trade.sellerId)
  const { tradeNo } = trade
  const plain: Posting[] = [
    ...shares.postings,
    { from: FEE_ACCOUNT, to: seller, amountFen: back.feeFen, memo: 'fee' },
    { from: seller, to: buyerAccount(trade.buyerId), amountFen: back.ownFen, memo: 'refund' },
    { from: seller, to: MARKETING_ACCOUNT, amountFen: back.platformFen, memo: 'refund' },
  ]
  const postings =
    trade.conversion && converted ? convertedRefund(trade, trade.conversion, converted) : plain
  const moving = postings.filter(({ amountFen }) => amountFen > 0)
  const funds = trade.split && { funds: back.funds }
  const { returned } = shares
  const gave = returned.length > 0 && { returned }
  const made: Refund = {
    ...asked,
    tradeNo,
    at: now,
    ...funds,
    ...gave,
    ...(converted && { converted }),
  }
  return {
    outcome: { kind: 'happened' },
    changes: {
      ...unchanged(),
      trade: after,
      refund: made,
      postings: moving.map((one) => ({ ...one, tradeNo })),
    },
    events: [{ name: 'RefundMade', trade: after, refund: made }],
  }
}
