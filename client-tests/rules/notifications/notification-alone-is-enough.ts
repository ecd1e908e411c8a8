// NTF-13: a valid notification is believed by itself, while no query gets an answer: it is the
// backstop against lost orders. What is dropped for its parameters or its text is NTF-11's and NTF-21's.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'
import { readBands } from '../band.ts'
import { isPaid, isPaidNotice } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

/** Before these there is something for a notification to change. */
export const OPEN: ReadonlySet<string> = new Set(['PENDING', 'UNKNOWN', 'ESCALATED'])

export const notificationAloneIsEnough = rule({
  id: 'NTF-13',
  source: '004:L403; 000:L6; 10 s: [ext]',
  severity: 'major',
  families: ['O', 'A', 'M'],
  title: ['The notification saves an order that queries lose', '防丢单'],
  trigger: ['A payment was notified while no query told of it', '查询无结果时收到支付通知'],
  remedy: [
    'Book the payment from the notification itself, once it has been checked.',
    '通知校验通过后直接入账，不依赖查询成功。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  check(trace, parameters) {
    const limitMs = readBands(trace, parameters).upTo(parameters.beliefAfterNoticeMs)
    return perAttempt(trace, (attempt) => {
      const notice = attempt.notices.find(
        (one) => isPaidNotice(one) && !one.ofRefund && one.unusual === undefined,
      )
      const isOnly = notice?.httpStatus !== undefined && isTheOnlyNews(attempt, notice, limitMs)
      return isOnly ? judge(trace, attempt, notice, limitMs) : []
    })
  },
})

/** Nobody else tells of it, or ends the order, until it must show. */
export function isTheOnlyNews(
  { calls, sale }: Attempt,
  { sentMs }: Notice,
  limitMs: number,
): boolean {
  const isOver = calls.some(
    ({ op, startMs }) => (op === 'CANCEL' || op === 'CLOSE') && startMs <= sentMs + limitMs,
  )
  const isGivenUp = sale.acts.some(
    ({ act, startedMs }) => (act === 'cancel' || act === 'pay-again') && startedMs <= sentMs,
  )
  const isKnownByCall = calls.some((call) => isPaid(call) && call.seenMs <= sentMs + limitMs)
  return !isOver && !isGivenUp && !isKnownByCall
}

function judge(
  trace: Trace,
  { sale: { beliefs } }: Attempt,
  { sentMs, evidence }: Notice,
  limitMs: number,
): Finding[] {
  const before = beliefs.findLast(({ elapsedMs }) => elapsedMs <= sentMs)
  if (!before || !OPEN.has(before.status)) return []
  const after = beliefs.find(
    ({ elapsedMs, status }) => elapsedMs > sentMs && (status === 'PAID' || status === 'REFUNDED'),
  )
  const tookMs = (after?.elapsedMs ?? Number.POSITIVE_INFINITY) - sentMs
  if (after && tookMs <= limitMs) {
    return [
      finding(
        'pass',
        [evidence, after.seq],
        `The notification alone was believed after ${seconds(tookMs)}.`,
        `仅凭通知，${seconds(tookMs)} 后显示已支付。`,
      ),
    ]
  }
  if (trace.endMs < sentMs + limitMs) {
    const en = 'The run ended before the notification had to show.'
    return [finding('inconclusive', [evidence], en, '运行结束时尚未到应显示已支付的时间。')]
  }
  const last = beliefs.findLast(({ elapsedMs }) => elapsedMs <= sentMs + limitMs) ?? before
  return [
    finding(
      'fail',
      [evidence, last.seq],
      `No query could tell, and ${seconds(limitMs)} after the notification the sale is ${last.status}.`,
      `查询均无结果，通知到达 ${seconds(limitMs)} 后仍为 ${last.status}。`,
    ),
  ]
}
