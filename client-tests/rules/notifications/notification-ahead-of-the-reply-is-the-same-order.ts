// NTF-18: a notification that overtakes the reply of its own PAY, or the buyer's way back from the page
// of a web order, is about the same order: one payment, and no error for cashier or buyer.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Attempt, Call } from '../attempts.ts'
import { isPaidNotice } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'
import { mostBooked } from './bookings.ts'

type Act = EntryOf<'adapter'>

export const notificationAheadOfTheReplyIsTheSameOrder = rule({
  id: 'NTF-18',
  source: '002:L33-34',
  severity: 'critical',
  families: ['O', 'M'],
  title: ['Notification before the reply', '异步先到'],
  trigger: ['A notification overtook the reply of its own PAY', '通知先于支付的同步应答到达'],
  remedy: [
    'Store the order before PAY is sent, so that the notification finds it.',
    '发送支付请求之前先保存订单，使通知能找到它。',
  ],
  seenBy: 'adapter',
  comparesAttempts: true,
  needs: 'notifications',
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
      const isJudged = ({ sentMs }: Notice) => trace.endMs >= sentMs + beliefAfterNoticeMs
      const back = attempt.channel === 'web' ? beforeReturn(attempt, aheadOfReplyMs) : undefined
      if (back && isJudged(back.ahead)) return [judgeReturn(attempt, back)]
      if (!pay || !ahead || !isJudged(ahead)) return []
      return [judge(attempt, pay, ahead)]
    })
  },
})

interface Return {
  act: Act
  ahead: Notice
}

/** The buyer comes back by the way that the gateway wrote, and the shop has been told before. */
function beforeReturn({ sale, notices }: Attempt, aheadOfReplyMs: number): Return | undefined {
  const act = sale.acts.find((one) => one.act === 'return')
  const ahead = notices.find(
    (notice) =>
      isPaidNotice(notice) &&
      !notice.byBrowser &&
      notice.acknowledged &&
      act !== undefined &&
      notice.repliedMs + aheadOfReplyMs <= act.startedMs,
  )
  return act && ahead && { act, ahead }
}

function judgeReturn({ sale }: Attempt, { act, ahead }: Return): Finding {
  const by = seconds(act.startedMs - ahead.repliedMs)
  const denied = sale.beliefs.find(({ status }) => status === 'UNPAID')
  const most = mostBooked(sale)
  const evidence = [ahead.evidence, act.seq, denied?.seq ?? [], most?.seq ?? []]
  const [en, zh] = [`The notification came ${by} before the buyer did`, `通知早于买家返回 ${by}`]
  if (act.status >= 400) {
    const shown = `, who was shown HTTP ${act.status}.`
    return finding('fail', evidence, `${en}${shown}`, `${zh}，买家看到 HTTP ${act.status}。`)
  }
  if (denied) {
    return finding('fail', evidence, `${en}; the sale was UNPAID.`, `${zh}；订单曾显示 UNPAID。`)
  }
  if (!most) {
    const unseen = `${en}, but no effects are shown to count.`
    return finding('inconclusive', evidence, unseen, `${zh}，但看不到记账。`)
  }
  const mark = most.payments === 1 ? 'pass' : 'fail'
  const booked = `${en}; ${most.payments} payment(s) are booked.`
  return finding(mark, evidence, booked, `${zh}；记账 ${most.payments} 笔。`)
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
