// Orders and refunds as fields of WeChat Pay's v2. Sums are whole fen.
import type { BankRefund } from '../../trade/bank-refund.ts'
import type { Buyer } from '../../trade/buyer.ts'
import type { Outcome } from '../../trade/decision.ts'
import { amountsOf } from '../../trade/funds.ts'
import type { Refund, Trade } from '../../trade/trade.ts'
import { formatChinaTime } from '../../values/instant.ts'
import { compactTime, openidOf, refundIdOf } from './ids.ts'

/** Fields of a reply by name; what is undefined is not sent. */
export type FieldPairs = Record<string, string | number | undefined>

/** A paid order. */
export function orderFields(trade: Trade, { buyerId }: Buyer, appid: string): FieldPairs {
  const { totalFen, tradeNo, outTradeNo, passbackParams, paidAt } = trade
  const { buyerPayFen, receiptFen } = amountsOf(trade)
  const couponFen = totalFen - buyerPayFen
  return {
    openid: openidOf(appid, buyerId),
    is_subscribe: 'N',
    trade_type: 'MICROPAY',
    bank_type: 'OTHERS',
    fee_type: 'CNY',
    total_fee: totalFen,
    ...(couponFen > 0 && { settlement_total_fee: receiptFen, coupon_fee: couponFen }),
    cash_fee_type: 'CNY',
    cash_fee: buyerPayFen,
    transaction_id: tradeNo,
    out_trade_no: outTradeNo,
    attach: passbackParams,
    time_end: paidAt === undefined ? undefined : compactTime(paidAt),
  }
}

const TRADE_STATES = {
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款，退款详情请查询退款单',
  REVOKED: '订单已撤销',
  USERPAYING: '需要用户输入支付密码',
  PAYERROR: '支付失败，请重新下单支付',
} as const
type TradeState = keyof typeof TRADE_STATES

/**
 * The engine's states in WeChat's words. A payment by code is never CLOSED (003:L46-47): reversed it is REVOKED, and
 * one that failed or ran out of time is PAYERROR (inferred: NOTPAY would be the other reading).
 */
export function tradeStateOf(
  shown: string,
  { cancelled, paidAt, refundedFen }: Pick<Trade, 'cancelled' | 'paidAt' | 'refundedFen'>,
): TradeState {
  if (shown === 'WAIT_BUYER_PAY') return 'USERPAYING'
  if (cancelled && shown === 'TRADE_CLOSED') return 'REVOKED'
  if (paidAt === undefined) return 'PAYERROR'
  return refundedFen > 0 ? 'REFUND' : 'SUCCESS'
}

type State = Extract<Outcome, { kind: 'state' }>

export function stateFields({ trade, buyer, shown }: State, appid: string): FieldPairs {
  const state = tradeStateOf(shown, trade)
  const words = { trade_state: state, trade_state_desc: TRADE_STATES[state] }
  if (state === 'SUCCESS' || state === 'REFUND') {
    return { ...orderFields(trade, buyer, appid), ...words }
  }
  const { outTradeNo, tradeNo, totalFen, passbackParams, terminalId } = trade
  return {
    ...words,
    // What nobody has paid has no transaction yet; the number of a reversed payment is known.
    transaction_id: trade.paidAt === undefined ? undefined : tradeNo,
    out_trade_no: outTradeNo,
    total_fee: totalFen,
    fee_type: 'CNY',
    attach: passbackParams,
    device_info: terminalId,
  }
}

/** A refund that was taken. */
export function refundFields(trade: Trade, { outRequestNo, amountFen }: Refund): FieldPairs {
  return {
    transaction_id: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    out_refund_no: outRequestNo,
    refund_id: refundIdOf(trade.tradeNo, outRequestNo),
    refund_fee: amountFen,
    coupon_refund_fee: 0,
    total_fee: trade.totalFen,
    cash_fee: amountsOf(trade).buyerPayFen,
    coupon_refund_count: 0,
    cash_refund_fee: amountFen,
  }
}

interface Made {
  refund: Refund
  bank?: BankRefund
}

/** All that were found, numbered from 0; `undefined` where there is none. */
export function refundsFields(
  trade: Trade,
  found: readonly Made[],
  refundId: string | undefined,
): FieldPairs | undefined {
  const idOf = ({ outRequestNo }: Refund) => refundIdOf(trade.tradeNo, outRequestNo)
  const wanted = found.filter(({ refund }) => refundId === undefined || idOf(refund) === refundId)
  if (wanted.length === 0) return undefined
  const each = wanted.flatMap(({ refund, bank }, place) => {
    const { outRequestNo, amountFen, at } = refund
    const isDone = bank?.status !== 'in-process'
    return Object.entries({
      out_refund_no: outRequestNo,
      refund_id: idOf(refund),
      refund_channel: bank?.status === 'failed' ? 'BALANCE' : 'ORIGINAL',
      refund_fee: amountFen,
      refund_status: isDone ? 'SUCCESS' : 'PROCESSING',
      refund_recv_accout: '支付用户零钱',
      refund_success_time: isDone ? formatChinaTime(bank?.ackAt ?? at) : undefined,
    }).map(([name, value]) => [`${name}_${place}`, value] as const)
  })
  return {
    transaction_id: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    total_fee: trade.totalFen,
    cash_fee: amountsOf(trade).buyerPayFen,
    total_refund_count: wanted.length,
    refund_count: wanted.length,
    ...Object.fromEntries(each),
  }
}
