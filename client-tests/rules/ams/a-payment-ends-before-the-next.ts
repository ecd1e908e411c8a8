// AMS-12: a sale is paid for again only when its payment before has failed, was cancelled, or its cancel has
// succeeded. A payment that was made, or may still be, stands in the way.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import { earlierThan, stateBefore } from '../polling/state-is-confirmed-before-charging-again.ts'
import { rule } from '../rule.ts'

export const aPaymentEndsBeforeTheNext = rule({
  id: 'AMS-12',
  source: '001:L48,L50,L57',
  severity: 'critical',
  families: ['A'],
  title: ['Pay again only after FAIL, CANCELLED or a cancel', '失败或取消后才可再付'],
  trigger: ['A sale was to be paid a second time', '同一订单再次发起支付'],
  remedy: [
    'Pay again only after FAIL, CANCELLED or a cancel answered S, under a new paymentRequestId.',
    '仅在 FAIL、CANCELLED 或取消返回 S 之后，以新的 paymentRequestId 再次支付。',
  ],
  seenBy: 'traffic',
  comparesAttempts: true,
  check(trace) {
    return perProcess(trace, (attempt) => judge(trace, attempt))
  },
})

function judge(trace: Trace, attempt: Attempt): Finding[] {
  const [opening] = attempt.calls
  if (!opening) return []
  return earlierThan(attempt, attempt.sale).flatMap((earlier): Finding[] => {
    const [first] = earlier.calls
    if (!first) return []
    const state = stateBefore(trace, earlier, opening)
    const evidence = [first.evidence, state.evidence, opening.evidence]
    if (state.kind === 'dead') {
      const en = `The next payment came after ${state.why} had ended the one before.`
      return [finding('pass', evidence, en, `上一笔已由 ${state.why} 了结，随后才再次支付。`)]
    }
    const en = `The next payment came while the one before was last seen as ${state.why}.`
    return [finding('fail', evidence, en, `上一笔仍为 ${state.why}，却再次发起支付。`)]
  })
}
