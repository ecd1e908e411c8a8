// NTF-16: a notification that tells of a refund carries a state that looks like a payment; it books
// no second one, and no more refunds than there were, and it turns no refunded sale back into a paid one.
import type { Attempt } from '../attempts.ts'
import { truthOf } from '../attempts.ts'
import { isDelivered, newsOf } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { rule } from '../rule.ts'
import { yuan } from '../figures.ts'
import { lastBefore, mostBooked } from './bookings.ts'

export const refundNotificationIsNoPayment = rule({
  id: 'NTF-16',
  source: '002:L17-19; 004:L324,L335-341',
  severity: 'critical',
  families: ['O', 'M'],
  title: ['A refund notification is no payment', '退款通知不是支付'],
  trigger: ['A refund was notified', '收到退款通知'],
  remedy: [
    'Read refund_fee, gmt_refund and out_biz_no: with one of them it tells of a refund.',
    '带有 refund_fee、gmt_refund 或 out_biz_no 的通知是退款通知。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  timeless: true,
  check(trace, { beliefAfterNoticeMs }) {
    return perAttempt(trace, (attempt) => {
      const notified = attempt.notices.filter(
        (notice) => isDelivered(notice) && notice.ofRefund && notice.httpStatus !== undefined,
      )
      const first = notified[0]
      const back = notified.flatMap((notice) => turnedBack(attempt, notice, beliefAfterNoticeMs))
      if (back.length > 0) return back
      return first
        ? [judge(attempt, first.sentMs, notified.map(({ evidence }) => evidence).flat())]
        : []
    })
  },
})

/** Shown as given back before, and as paid, or with less given back, right after this. */
function turnedBack(attempt: Attempt, { sentMs, evidence }: Notice, withinMs: number): Finding[] {
  const { beliefs } = attempt.sale
  const before = beliefs.findLast(({ elapsedMs }) => elapsedMs <= sentMs)
  if (before?.status !== 'REFUNDED' && before?.status !== 'REVERSED') return []
  const isLess = (belief: typeof before) =>
    belief.status === 'PAID' ||
    belief.status === 'PENDING' ||
    belief.refundedFen < before.refundedFen
  const after = beliefs.find(
    (belief) =>
      belief.elapsedMs > sentMs && belief.elapsedMs <= sentMs + withinMs && isLess(belief),
  )
  const isKnown = newsOf(attempt).some(
    ({ atMs }) => atMs > sentMs && atMs <= (after?.elapsedMs ?? sentMs),
  )
  if (!after || isKnown) return []
  const from = `${before.status} (${yuan(before.refundedFen)})`
  const to = `${after.status} (${yuan(after.refundedFen)})`
  return [
    finding(
      'fail',
      [before.seq, evidence, after.seq],
      `The notification of a refund turned ${from} into ${to}.`,
      `退款通知使 ${from} 变为 ${to}。`,
    ),
  ]
}

function judge(attempt: Attempt, fromMs: number, evidence: readonly number[]): Finding {
  const { sale } = attempt
  const most = mostBooked(sale)
  if (!most) {
    const en = 'A refund was notified, but the merchant shows no effects to count.'
    return finding('inconclusive', evidence, en, '收到退款通知，但看不到记账。')
  }
  if (most.payments > 1 && lastBefore(sale, most)?.ofRefund) {
    return finding(
      'fail',
      [evidence, most.seq],
      `After the notification of a refund ${most.payments} payments are booked.`,
      `收到退款通知后记账支付 ${most.payments} 笔。`,
    )
  }
  const refundedFen = truthOf(attempt)?.refundedFen ?? 0
  const over = sale.beliefs.find(
    (belief) => belief.elapsedMs >= fromMs && belief.refundedFen > refundedFen,
  )
  if (over) {
    return finding(
      'fail',
      [evidence, over.seq],
      `${yuan(over.refundedFen)} is booked as refunded; ${yuan(refundedFen)} went back.`,
      `记账退款 ${yuan(over.refundedFen)}，实际退回 ${yuan(refundedFen)}。`,
    )
  }
  const en = 'The notification of a refund booked no payment, and the refund no more than once.'
  return finding('pass', [evidence, most.seq], en, '退款通知未被当作支付，退款也未重复记账。')
}
