// The rows of the checklist about refund: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { aDroppedRefundIsNotBelieved } from './a-dropped-refund-is-not-believed.ts'
import { aRefundNamesItsOrderAndAmount } from './a-refund-names-its-order-and-amount.ts'
import { aRefundRefusedForGoodStaysRefused } from './a-refund-refused-for-good-stays-refused.ts'
import { aRefundWithoutBalanceKeepsItsNumber } from './a-refund-without-balance-keeps-its-number.ts'
import { aRepeatedRefundReplyIsNoNewMoney } from './a-repeated-refund-reply-is-no-new-money.ts'
import { eachRefundIntentHasItsOwnNumber } from './each-refund-intent-has-its-own-number.ts'
import { onlyKnownPaymentsAreRefunded } from './only-known-payments-are-refunded.ts'
import { partialRefundsCarryANumber } from './partial-refunds-carry-a-number.ts'
import { refundFeeIsATotal } from './refund-fee-is-a-total.ts'
import { refundsNeverExceedThePayment } from './refunds-never-exceed-the-payment.ts'

export const refRows: readonly Row[] = [
  row(eachRefundIntentHasItsOwnNumber, 'critical', 'O', {
    title: ['One out_request_no per refund', '部分退款换请求号'],
    trigger: ['An order was refunded twice', '同一订单退款两次以上'],
    remedy: [
      'Draw a new out_request_no for each refund intent.',
      '每笔退款使用新的 out_request_no。',
    ],
    timeless: true,
  }),
  row(partialRefundsCarryANumber, 'major', 'O', {
    title: ['A partial refund carries its number', '部分退款必传请求号'],
    trigger: ['A part of an order was refunded', '发生部分退款'],
    remedy: [
      'Send out_request_no, at most 64 characters, with every refund of a part.',
      '部分退款必须传 out_request_no（不超过 64 个字符）。',
    ],
    timeless: true,
  }),
  row(refundsNeverExceedThePayment, 'critical', 'OAM', {
    title: ['Refunds never exceed the payment', '累计退款不超付款额'],
    trigger: ['A refund was sent', '发起过退款'],
    remedy: [
      'Add up all refunds of an order, open ones too, under a lock before sending another.',
      '加锁累计该订单全部退款（含处理中），超额不发送。',
    ],
    timeless: true,
  }),
  row(aRefundNamesItsOrderAndAmount, 'minor', 'O', {
    title: ['A refund names its order and amount', '退款参数二选一必填'],
    trigger: ['A refund was sent', '发起过退款'],
    remedy: [
      'Send out_trade_no or trade_no, and refund_amount above 0 with at most two decimals.',
      '传 out_trade_no 或 trade_no，以及大于 0、最多两位小数的 refund_amount。',
    ],
    timeless: true,
  }),
  row(refundFeeIsATotal, 'major', 'O', {
    title: ['refund_fee is the total refunded', 'refund_fee 为已退总额'],
    trigger: ['Two refunds of one order were made', '同一订单成功退款两次以上'],
    remedy: [
      'Book the amount you asked for; refund_fee is the sum of all refunds.',
      '按请求金额入账；refund_fee 是累计退款总额。',
    ],
    timeless: true,
  }),
  row(aRepeatedRefundReplyIsNoNewMoney, 'critical', 'O', {
    title: ['A repeated refund reply is no new money', '退款幂等返回不重复入账'],
    trigger: ['A refund was answered again (fund_change=N)', '退款重复应答（fund_change=N）'],
    remedy: ['Book each out_request_no once.', '每个 out_request_no 只入账一次。'],
    timeless: true,
  }),
  row(onlyKnownPaymentsAreRefunded, 'major', 'OAM', {
    title: ['Only known payments are refunded', '仅已付款交易可退'],
    trigger: [
      'A refund was sent, or asked for before the payment was known',
      '发起过退款，或在支付未确认时要求退款',
    ],
    remedy: [
      'Refuse refunds of orders that were not seen TRADE_SUCCESS; query first.',
      '未确认 TRADE_SUCCESS 的订单不退款，先查询。',
    ],
  }),
  row(aRefundRefusedForGoodStaysRefused, 'major', 'OAMW', {
    title: ['A refund refused for good stays refused', '超期不可退'],
    trigger: ['A refund was refused: finished, or past its window', '退款因交易完结或超期被拒'],
    remedy: [
      'Mark the refund failed and the sale as beyond refunds; do not send it again.',
      '将退款记为失败，订单标记为不可退，不再重发。',
    ],
  }),
  row(aRefundWithoutBalanceKeepsItsNumber, 'minor', 'OM', {
    title: ['Low balance: same refund later', '余额不足时保留请求号'],
    trigger: ['A refund was refused for want of balance', '退款因商户余额不足被拒'],
    remedy: [
      'Tell somebody, and retry later under the same out_request_no.',
      '提示充值，之后以同一 out_request_no 重试。',
    ],
  }),
  row(aDroppedRefundIsNotBelieved, 'minor', 'OM', {
    title: ['At most 99 refunds of a trade', '退款不超过 99 次'],
    trigger: ['A refund was dropped without a word', '退款被静默丢弃'],
    remedy: [
      'Send no hundredth refund; without fund_change=Y ask the refund query before booking.',
      '不发送第 100 笔退款；fund_change 不为 Y 时先查询退款结果。',
    ],
  }),
]
