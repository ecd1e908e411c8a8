// The rows of the checklist about one-sided accounts: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { paidBeliefHasAPayment } from './paid-belief-has-a-payment.ts'
import { knownPaymentIsNotReversed } from './known-payment-is-not-reversed.ts'
import { buyerIsChargedOnce } from './buyer-is-charged-once.ts'
import { earlierPaymentIsSettledBeforeChargingAgain } from './earlier-payment-is-settled-before-charging-again.ts'
import { everyTradeIsClosedLoop } from './every-trade-is-closed-loop.ts'
import { beliefEqualsTruth } from './belief-equals-truth.ts'

export const oneRows: readonly Row[] = [
  row(paidBeliefHasAPayment, 'critical', 'OAMW', {
    title: ['No PAID without a payment', '无付款不得记为已支付'],
    trigger: ['The merchant said what it believes of a sale', '商户给出了订单状态'],
    remedy: [
      'Set PAID only on a delivered success: PAY, QUERY or a verified notification.',
      '仅凭支付、查询的成功应答或验签通过的通知置为已支付。',
    ],
    needed: true,
  }),
  row(knownPaymentIsNotReversed, 'critical', 'OAMW', {
    title: ['Never reverse a known payment', '成功后不得误撤销'],
    trigger: ['A success was delivered', '支付成功已送达'],
    remedy: [
      'After a success stop every automatic cancel; only a person gives money back.',
      '得知成功后停止一切自动撤销，退款须由人发起。',
    ],
  }),
  row(buyerIsChargedOnce, 'critical', 'OAMW', {
    title: ['Never charge twice', '不得重复收款'],
    trigger: ['A sale of the suite was paid', '测试订单已付款'],
    remedy: [
      'Lock the sale, settle the earlier attempt first, and refund what came twice.',
      '对订单加锁，先了结上一笔，多收的立即退款。',
    ],
    needed: true,
  }),
  row(earlierPaymentIsSettledBeforeChargingAgain, 'critical', 'O', {
    title: ['Give back first, then charge again', '先退款再付'],
    trigger: ['An earlier attempt was found paid', '发现上一笔已支付'],
    remedy: [
      'Keep the earlier payment, or wait for its refund before the buyer pays anew.',
      '保留上一笔支付，或待其退款成功后再次收款。',
    ],
  }),
  row(everyTradeIsClosedLoop, 'critical', 'OAMW', {
    title: ['Every trade is closed-loop', '交易闭环'],
    trigger: ['A trade came to be at the gateway', '网关产生了交易'],
    remedy: [
      'Cancel, close or let expire whatever you give up, and retry until it is confirmed.',
      '放弃的交易必须撤销、关闭或设置超时，并确认成功。',
    ],
  }),
  row(beliefEqualsTruth, 'critical', 'OAMW', {
    title: ['Belief equals truth', '账实一致'],
    trigger: ['The merchant said what it believes of a sale', '商户给出了订单状态'],
    remedy: [
      'Follow the gateway: query what you do not know, and book each reply once, to the fen.',
      '以网关为准：未知即查询，每个结果只记一次，精确到分。',
    ],
    needed: true,
  }),
]
