// NTF-15: copies of a success notification at the same time, or together with the reply of a call
// or the way back of a buyer that says the same, book one payment: the order is locked while it is looked at and written.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Attempt, Call } from '../attempts.ts'
import { readBands } from '../band.ts'
import { isPaid, isPaidNotice } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { rule } from '../rule.ts'
import { mostBooked } from './bookings.ts'

export const copiesInParallelCountOnce = rule({
  id: 'NTF-15',
  source: '001:L130; 002:L33-34; 004:L393',
  severity: 'critical',
  families: ['O', 'A', 'M'],
  title: ['Lock the order while booking', '数据锁'],
  trigger: ['A payment was told several times at once', '支付结果同时多次到达'],
  remedy: [
    'Look at the order and write it under one lock or in one transaction.',
    '在同一把锁或同一事务内检查并更新订单。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  timeless: true,
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perAttempt(trace, (attempt) => {
      const copies = atOnce(attempt, allowanceMs)
      return copies.length === 0 ? [] : [judge(attempt, copies)]
    })
  },
})

/** What told of the payment side by side, as evidence: two at least, or nothing. */
function atOnce(
  { notices, calls, sale }: Attempt,
  allowanceMs: number,
): readonly (readonly number[])[] {
  const heard = notices.filter(
    (notice) => isPaidNotice(notice) && !notice.ofRefund && notice.httpStatus !== undefined,
  )
  const overlaps = (one: Notice, other: Notice) =>
    one !== other && one.sentMs <= other.repliedMs && other.sentMs <= one.repliedMs
  const near = (notice: Notice, call: Call) =>
    notice.sentMs - allowanceMs <= call.seenMs && call.seenMs <= notice.repliedMs + allowanceMs
  // The buyer comes back from the page with the same news (002:L33-34).
  const meets = (notice: Notice, { startedMs, elapsedMs }: EntryOf<'adapter'>) =>
    !notice.byBrowser &&
    notice.sentMs - allowanceMs <= elapsedMs &&
    startedMs <= notice.repliedMs + allowanceMs
  const replies = calls.filter((call) => isPaid(call) && heard.some((notice) => near(notice, call)))
  const returns = sale.acts.filter(
    (act) => act.act === 'return' && heard.some((notice) => meets(notice, act)),
  )
  const together = heard.filter(
    (notice) =>
      heard.some((other) => overlaps(notice, other)) ||
      replies.some((call) => near(notice, call)) ||
      returns.some((act) => meets(notice, act)),
  )
  return [
    ...[...together, ...replies].map(({ evidence }) => evidence),
    ...returns.map(({ seq }) => [seq]),
  ]
}

function judge({ sale }: Attempt, copies: readonly (readonly number[])[]): Finding {
  const most = mostBooked(sale)
  if (!most) {
    const en = `The payment was told ${copies.length} times at once, but no effects are shown to count.`
    return finding(
      'inconclusive',
      copies,
      en,
      `同时收到 ${copies.length} 次支付结果，但看不到记账。`,
    )
  }
  // What came too late may have gone back before anybody looked.
  const isBelieved = sale.beliefs.some(({ status }) => status === 'PAID' || status === 'REFUNDED')
  const last = sale.beliefs.at(-1)
  return finding(
    most.payments === 1 && isBelieved ? 'pass' : 'fail',
    [...copies, most.seq, last?.seq ?? []],
    `Told ${copies.length} times at once, the payment was booked ${most.payments} time(s); shown as ${last?.status ?? ''}.`,
    `同时收到 ${copies.length} 次支付结果，记账 ${most.payments} 笔；显示为 ${last?.status ?? ''}。`,
  )
}
