// AMS-13: once a cancel has been begun, its result decides. A success that is notified meanwhile hands out no goods.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call } from '../attempts.ts'
import { readBands } from '../band.ts'
import { isPaid, isPaidNotice, newsOf, turnsTo } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'

export const theCancelDecidesOverANotification = rule({
  id: 'AMS-13',
  source: '001:L84,L129',
  severity: 'critical',
  families: ['A'],
  title: ["A cancel's result beats a notification", '取消后以取消结果为准'],
  trigger: ['A success was notified while a cancel was under way', '取消期间收到支付成功通知'],
  remedy: [
    'After a cancel was begun, acknowledge notifications and follow the result of the cancel.',
    '发起取消后，通知只应答不处理，以取消结果为准。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perAttempt(trace, (attempt) => judge(trace, attempt, allowanceMs, parameters))
  },
})

function judge(
  trace: Trace,
  attempt: Attempt,
  allowanceMs: number,
  { beliefSettlesMs }: Parameters,
): Finding[] {
  const cancels = attempt.calls.filter(({ op }) => op === 'CANCEL')
  const [first] = cancels
  // Refused for good, it has cancelled nothing: the payment stands (AMS-07).
  const end = cancels.find(({ outcome }) => outcome !== 'UNK')
  if (!first || (end && end.outcome !== 'OK')) return []
  const untilMs = end?.seenMs ?? Number.POSITIVE_INFINITY
  const notice = attempt.notices.find(
    (one) =>
      isPaidNotice(one) && !one.ofRefund && one.sentMs >= first.startMs && one.sentMs <= untilMs,
  )
  // A reply that had told of the payment before is another story (ONE-02).
  if (!notice || notice.httpStatus === undefined) return []
  const hit = booked(attempt, notice)
  if (hit && !wasToldOtherwise(attempt, first, hit.elapsedMs + allowanceMs)) {
    const en = `A success notified during the cancel made the sale ${hit.status}.`
    const zh = `取消期间的成功通知使订单变为 ${hit.status}。`
    return [finding('fail', [first.evidence, notice.evidence, hit.seq], en, zh)]
  }
  if (!end || trace.endMs - end.seenMs < beliefSettlesMs) return []
  return [ofEnd(attempt, end, notice)]
}

/** Shown as paid, or booked as a payment, after the notification. */
function booked({ sale }: Attempt, { sentMs }: Notice) {
  const payments = (effects: readonly { type: string }[]) =>
    effects.filter(({ type }) => type === 'PAID').length
  const before = sale.beliefs.findLast(({ elapsedMs }) => elapsedMs < sentMs)
  const after = sale.beliefs.filter(({ elapsedMs }) => elapsedMs >= sentMs)
  const turned = turnsTo(sale, ['PAID'])
  return after.find(
    (belief) =>
      turned.includes(belief) ||
      // A payment that went back at once may stand in the books with its reversal.
      (payments(belief.effects) > payments(before?.effects ?? []) && !isReversed(belief.effects)),
  )
}

/** An inquiry after the cancel had found the payment; or the sale was charged again, and that succeeded. */
function wasToldOtherwise(attempt: Attempt, cancel: Call, byMs: number): boolean {
  const isFound = attempt.calls.some(
    (call) => isPaid(call) && call.startMs >= cancel.startMs && call.seenMs <= byMs,
  )
  const others = attempt.sale.attempts.filter((other) => other !== attempt)
  const isPaidAnew = others.some((other) =>
    newsOf(other).some(({ kind, atMs }) => kind === 'paid' && atMs <= byMs),
  )
  return isFound || isPaidAnew
}

const isReversed = (effects: readonly { type: string }[]) =>
  effects.some(({ type }) => type === 'REVERSED' || type === 'REFUNDED')

function ofEnd({ sale }: Attempt, end: Call, notice: Notice): Finding {
  const last = sale.beliefs.at(-1)
  const evidence = [end.evidence, notice.evidence, last?.seq ?? []]
  if (!last) {
    const en = 'What the merchant believed after the cancel is not known.'
    return finding('inconclusive', evidence, en, '不知道商户在取消之后如何判断。')
  }
  const en = `A success was notified during the cancel, and the sale followed the cancel: ${last.status}.`
  const zh = `取消期间收到成功通知，订单仍以取消结果为准：${last.status}。`
  return finding('pass', evidence, en, zh)
}
