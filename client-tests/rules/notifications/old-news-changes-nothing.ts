// NTF-19: news that is late or comes in the wrong order never takes a sale back to a state that it
// has left, never books a payment again, and never loses a refund. What the gateway then confirms
// to a query is news of its own.
import { truthOf, type Attempt } from '../attempts.ts'
import type { BeliefEntry } from '../../../server/journal/suite-entry.ts'
import type { EntryOf, Truth } from '../../../server/journal/entry.ts'
import { readBands } from '../band.ts'
import { isClosed, isPaid } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { isPaidStatus } from '../outcome.ts'
import { rule } from '../rule.ts'

type Belief = EntryOf<'belief'>
type Status = BeliefEntry['status']

/** Where a sale has ended; what is open may still go either way. */
const ENDED: readonly Status[] = ['PAID', 'UNPAID', 'REVERSED', 'REFUNDED']

export const oldNewsChangesNothing = rule({
  id: 'NTF-19',
  source: '001:L83,L129; 004:L423',
  severity: 'critical',
  families: ['O', 'A', 'M'],
  title: ['Late or reordered news never turns a sale back', '乱序不回退'],
  trigger: ['A notification told a state that the order had left', '收到过期状态的通知'],
  remedy: [
    'Let states only go forward; ask the gateway when late news contradicts the books.',
    '订单状态只能前进；与账目矛盾的迟到通知应向支付宝查询确认。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  timeless: true,
  check(trace, parameters) {
    const limitMs = readBands(trace, parameters).upTo(parameters.beliefAfterNoticeMs)
    return perAttempt(trace, (attempt) =>
      attempt.notices
        .filter((notice) => isOldNews(attempt, notice))
        .flatMap((notice) => judge(attempt, notice, limitMs)),
    )
  },
})

/** Validly signed, it reached the merchant, and the order is in another state than it says. */
function isOldNews(attempt: Attempt, notice: Notice): boolean {
  const { bend, lost, httpStatus, tradeStatus, sentMs, ofRefund } = notice
  const isSigned = bend === undefined || bend === 'state'
  if (!isSigned || lost || httpStatus === undefined || ofRefund) return false
  const truth = attempt.books.findLast(({ atMs }) => atMs <= sentMs)?.truth
  return truth !== undefined && differs(tradeStatus, truth)
}

function differs(state: string, { status, cancelled, paidFen, refundedFen }: Truth): boolean {
  if (isPaidStatus(state)) return status === 'TRADE_CLOSED'
  if (state === 'WAIT_BUYER_PAY') return status !== 'WAIT_BUYER_PAY'
  // Closed after all has gone back is true, and still no reason to call the sale unpaid.
  const wentBack = cancelled === 'refund' || (paidFen > 0 && refundedFen >= paidFen)
  return state === 'TRADE_CLOSED' && (isPaidStatus(status) || wentBack)
}

function judge(attempt: Attempt, notice: Notice, limitMs: number): Finding[] {
  const { beliefs } = attempt.sale
  const { sentMs, tradeStatus, evidence } = notice
  const before = beliefs.findLast(({ elapsedMs }) => elapsedMs <= sentMs)
  if (!before || !ENDED.includes(before.status)) return []
  const after = beliefs.filter(
    ({ elapsedMs }) => elapsedMs > sentMs && elapsedMs <= sentMs + limitMs,
  )
  const wrong = after.find((belief) => isWorse(attempt, before, belief, sentMs))
  if (!wrong) {
    return [
      finding(
        'pass',
        [before.seq, evidence],
        `Late news of ${tradeStatus} left the sale ${before.status}.`,
        `迟到的 ${tradeStatus} 通知未改变 ${before.status}。`,
      ),
    ]
  }
  return [
    finding(
      'fail',
      [before.seq, evidence, wrong.seq],
      `Late news of ${tradeStatus} turned ${shown(before)} into ${shown(wrong)}.`,
      `迟到的 ${tradeStatus} 通知使 ${before.status} 变为 ${wrong.status}。`,
    ),
  ]
}

function isWorse(attempt: Attempt, before: Belief, after: Belief, fromMs: number): boolean {
  if (paymentsIn(after) > paymentsIn(before)) return !isConfirmed(attempt, 'PAID', fromMs, after)
  if (after.refundedFen < before.refundedFen) return true
  if (after.status === before.status) return false
  if (after.status === 'REFUNDED') return (truthOf(attempt)?.refundedFen ?? 0) === 0
  return !isConfirmed(attempt, after.status, fromMs, after)
}

/** The gateway itself said so, in reply to a call, between the late news and the belief. */
function isConfirmed({ calls }: Attempt, status: Status, fromMs: number, { elapsedMs }: Belief) {
  return calls.some(
    (call) =>
      fromMs <= call.seenMs &&
      call.seenMs <= elapsedMs &&
      (status === 'PAID' ? isPaid(call) : status !== 'PENDING' && isClosed(call)),
  )
}

function paymentsIn({ effects }: Belief): number {
  return effects.filter(({ type }) => type === 'PAID').length
}

function shown(belief: Belief): string {
  return `${belief.status} with ${paymentsIn(belief)} payment(s) booked`
}
