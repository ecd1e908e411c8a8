// NTF-18: a notification that overtakes the reply of its own PAY is about the same order: one
// payment, and no error for the cashier.
import type { Attempt, Call } from '../attempts.ts'
import { isPaidNotice } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import type { Rule } from '../rule.ts'
import { seconds } from '../said.ts'
import { mostBooked } from './bookings.ts'

export const notificationAheadOfTheReplyIsTheSameOrder: Rule = {
  id: 'NTF-18',
  source: '002:L33-34',
  check(trace, { aheadOfReplyMs, beliefAfterNoticeMs }) {
    return perAttempt(trace, (attempt) => {
      const pay = attempt.calls.find(({ op }) => op === 'PAY')
      const ahead = attempt.notices.find(
        (notice) =>
          isPaidNotice(notice) &&
          notice.acknowledged &&
          pay !== undefined &&
          pay.startMs <= notice.sentMs &&
          notice.repliedMs + aheadOfReplyMs <= pay.seenMs,
      )
      if (!pay || !ahead || trace.endMs < ahead.sentMs + beliefAfterNoticeMs) return []
      return [judge(attempt, pay, ahead)]
    })
  },
}

function judge({ sale }: Attempt, pay: Call, { repliedMs, evidence }: Notice): Finding {
  const { beliefs } = sale
  const by = seconds(pay.seenMs - repliedMs)
  const how = Number.isFinite(pay.seenMs) ? `${by} ahead of the reply` : 'before any reply'
  const wie = Number.isFinite(pay.seenMs) ? `先于同步应答 ${by}` : '先于任何同步应答'
  const denied = beliefs.find(({ status }) => status === 'UNPAID')
  const paid = beliefs.find(({ status }) => status === 'PAID')
  const last = beliefs.at(-1)
  if (denied || (!paid && last)) {
    return finding(
      'fail',
      [evidence, pay.evidence, denied?.seq ?? last?.seq ?? []],
      `The notification came ${how}, and the cashier was shown ${denied?.status ?? last?.status ?? ''}.`,
      `通知${wie}，收银员看到的却是 ${denied?.status ?? last?.status ?? ''}。`,
    )
  }
  const most = mostBooked(sale)
  if (!most) {
    const en = `The notification came ${how}, but no effects are shown to count.`
    return finding('inconclusive', [evidence, pay.evidence], en, `通知${wie}，但看不到记账。`)
  }
  return finding(
    most.payments === 1 ? 'pass' : 'fail',
    [evidence, pay.evidence, most.seq],
    `The notification came ${how}; ${most.payments} payment(s) are booked.`,
    `通知${wie}；记账 ${most.payments} 笔。`,
  )
}
