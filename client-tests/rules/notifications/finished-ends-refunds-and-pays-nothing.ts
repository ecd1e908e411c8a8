// NTF-17: TRADE_FINISHED after the payment is no second payment; it says that refunds are over.
import type { Attempt } from '../attempts.ts'
import { isDelivered, newsOf } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { rule } from '../rule.ts'
import { lastBefore, mostBooked } from './bookings.ts'

export const finishedEndsRefundsAndPaysNothing = rule({
  id: 'NTF-17',
  source: '002:L21-22; 004:L425-429',
  severity: 'critical',
  families: ['O', 'M'],
  title: ['TRADE_FINISHED after the payment', '交易完结通知'],
  trigger: ['TRADE_FINISHED came after the payment', '支付后收到 TRADE_FINISHED'],
  remedy: [
    'Book nothing again, and mark the order as no longer refundable.',
    '不得重复入账，并将订单标记为不可退款。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  check(trace) {
    return perAttempt(trace, (attempt) => {
      const finished = attempt.notices.find(
        (notice) => isFinished(notice) && wasPaidBefore(attempt, notice),
      )
      return finished ? [judge(attempt, finished)] : []
    })
  },
})

function isFinished(notice: Notice): boolean {
  const { tradeStatus, httpStatus, ofRefund } = notice
  const isHeard = isDelivered(notice) && httpStatus !== undefined
  return isHeard && tradeStatus === 'TRADE_FINISHED' && !ofRefund
}

function wasPaidBefore(attempt: Attempt, { sentMs }: Notice): boolean {
  return newsOf(attempt).some(({ kind, atMs }) => kind === 'paid' && atMs < sentMs)
}

function judge({ sale }: Attempt, { sentMs, evidence }: Notice): Finding {
  const most = mostBooked(sale)
  if (!most) {
    const en = 'TRADE_FINISHED came after the payment, but no effects are shown to count.'
    return finding('inconclusive', [evidence], en, '支付后收到 TRADE_FINISHED，但看不到记账。')
  }
  const cause = lastBefore(sale, most)
  if (most.payments > 1 && cause && isFinished(cause)) {
    return finding(
      'fail',
      [evidence, most.seq],
      `After TRADE_FINISHED ${most.payments} payments are booked.`,
      `收到 TRADE_FINISHED 后记账支付 ${most.payments} 笔。`,
    )
  }
  const after = sale.beliefs.findLast(({ elapsedMs }) => elapsedMs >= sentMs) ?? sale.beliefs.at(-1)
  if (after?.refundable === true) {
    return finding(
      'warn',
      [evidence, after.seq],
      'TRADE_FINISHED booked nothing, but the sale is still shown as refundable.',
      'TRADE_FINISHED 未重复记账，但订单仍显示可退款。',
    )
  }
  const isShown = after?.refundable === false
  const en = isShown
    ? 'TRADE_FINISHED booked nothing, and the sale is not offered for refund.'
    : 'TRADE_FINISHED booked nothing; whether the sale is still offered for refund is not shown.'
  const zh = isShown
    ? 'TRADE_FINISHED 未重复记账，且不再可退款。'
    : 'TRADE_FINISHED 未重复记账；商户未提供是否仍可退款（refundable）。'
  return finding('pass', [evidence, after?.seq ?? []], en, zh)
}
