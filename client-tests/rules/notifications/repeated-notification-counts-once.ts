// NTF-07: copies of a success notification, one after another, book exactly one payment. Copies in
// parallel are NTF-15's.
import type { Attempt } from '../attempts.ts'
import { isPaidNotice } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { rule } from '../rule.ts'
import { mostBooked } from './bookings.ts'

export const repeatedNotificationCountsOnce = rule({
  id: 'NTF-07',
  source: '004:L405,L423; 001:L129',
  severity: 'critical',
  families: ['O', 'A', 'M'],
  title: ['De-duplicate notifications', '过滤重复通知'],
  trigger: ['A success notification arrived twice', '成功通知重复到达'],
  remedy: [
    'De-duplicate by the order and its state, not by notify_id.',
    '以订单及其状态去重，而不是 notify_id。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  timeless: true,
  needed: true,
  check(trace) {
    return perAttempt(trace, (attempt) => {
      const copies = inSequence(attempt)
      return copies.length < 2 ? [] : [judge(attempt, copies)]
    })
  },
})

/** Copies each of which was sent when the one before had been answered. */
function inSequence({ notices }: Attempt): Notice[] {
  const copies: Notice[] = []
  for (const notice of notices) {
    if (!isPaidNotice(notice) || notice.ofRefund || notice.httpStatus === undefined) continue
    const before = copies.at(-1)
    if (!before || isCopyAfter(before, notice)) copies.push(notice)
  }
  return copies
}

/** TRADE_FINISHED after TRADE_SUCCESS is other news (NTF-17). */
function isCopyAfter(before: Notice, notice: Notice): boolean {
  return notice.sentMs > before.repliedMs && notice.tradeStatus === before.tradeStatus
}

function judge({ sale }: Attempt, copies: readonly Notice[]): Finding {
  const evidence = copies.map((notice) => notice.evidence)
  const most = mostBooked(sale)
  const ids = new Set(copies.map(({ notifyId }) => notifyId)).size
  if (!most) {
    const en = `${copies.length} copies arrived, but the merchant shows no effects to count.`
    return finding('inconclusive', evidence, en, `收到 ${copies.length} 次通知，但看不到记账。`)
  }
  return finding(
    most.payments === 1 ? 'pass' : 'fail',
    [...evidence, most.seq],
    `${copies.length} copies of one notification (${ids} notify_id) booked ${most.payments} payment(s).`,
    `同一通知 ${copies.length} 次（notify_id ${ids} 个），记账 ${most.payments} 笔。`,
  )
}
