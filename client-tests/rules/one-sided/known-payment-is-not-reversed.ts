// ONE-02: once a success has been delivered, nothing but a person sends the money back. Not blamed:
// what was given up, being cancelled or to be paid again before the news came, and what another
// payment of the same sale has superseded. A cancel that was tried while nobody reached the gateway left
// no trace: news that came in an outage may have found it begun, unless the merchant went on to say PAID. Nor
// is a gateway that asks for its shops: what it could not tell them goes back (ACQ-07).
import { stateIn } from '../acquirer/carried.ts'
import { declaredIn } from '../applicability.ts'
import type { Attempt, Call, Sale } from '../attempts.ts'
import { readBands } from '../band.ts'
import { isPaid, isPaidNotice } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { outagesIn } from '../outages.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const knownPaymentIsNotReversed = rule({
  id: 'ONE-02',
  source: '004:L167',
  severity: 'critical',
  families: ['O', 'A', 'M', 'W'],
  kind: 'outcome',
  title: ['Never reverse a known payment', '成功后不得误撤销'],
  trigger: ['A success was delivered', '支付成功已送达'],
  remedy: [
    'After a success stop every automatic cancel; only a person gives money back.',
    '得知成功后停止一切自动撤销，退款须由人发起。',
  ],
  seenBy: 'traffic',
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    const outages = outagesIn(trace)
    const wasCutOff = (momentMs: number) =>
      outages.some(
        ({ elapsedMs, forMs = 0 }) => elapsedMs <= momentMs && momentMs <= elapsedMs + forMs,
      )
    const model = declaredIn(trace)?.acquirer?.model
    const owed: Owed = (sale, momentMs) => model === 'restful' && !wasTellingOf(sale, momentMs)
    return perAttempt(trace, (attempt) => judge(attempt, allowanceMs, { wasCutOff, owed }))
  },
})

interface KnownPayment {
  atMs: number
  evidence: readonly number[]
}

interface Excuses {
  wasCutOff(momentMs: number): boolean
  /** Whether the approval could not be handed to the till by then. */
  owed: Owed
}

type Owed = (sale: Sale, momentMs: number) => boolean

/** Whether an acquirer had answered its till that the payment is approved. */
const wasTellingOf = ({ acts }: Sale, momentMs: number): boolean =>
  acts.some(
    ({ line, reply, elapsedMs }) =>
      line?.answeredMs !== undefined && elapsedMs <= momentMs && stateIn(reply) === 'APPROVED',
  )

function judge(attempt: Attempt, allowanceMs: number, excuses: Excuses): Finding[] {
  const known = knownPayment(attempt)
  if (!known) return []
  const reversals = attempt.calls.filter(
    (call) => isReversal(call) && call.startMs >= known.atMs + allowanceMs,
  )
  const blamed = reversals.filter((call) => !isExcused(attempt, call, known, excuses))
  const [first] = blamed
  if (!first) {
    const en = 'The payment stood after its success was known, or was reversed with good reason.'
    return [finding('pass', [known.evidence], en, '得知支付成功后未自动撤销或退款。')]
  }
  const gap = seconds(first.startMs - known.atMs)
  return [
    finding(
      // Whether somebody in the shop wanted it cannot be seen in traffic alone.
      attempt.sale.saleId === undefined ? 'warn' : 'fail',
      [known.evidence, first.evidence],
      `${first.op} was sent by itself ${gap} after a success had been delivered.`,
      `支付成功已送达 ${gap} 后，商户自动发起了 ${first.op}。`,
    ),
  ]
}

/** The first success that certainly was read: a reply, or a notification that was acknowledged. */
function knownPayment(attempt: Attempt): KnownPayment | undefined {
  const replies = attempt.calls
    .filter((call) => isPaid(call))
    .map(({ seenMs, evidence }) => ({ atMs: seenMs, evidence }))
  const notices = attempt.notices
    .filter((notice) => notice.acknowledged && !notice.ofRefund && isPaidNotice(notice))
    .map(({ repliedMs, evidence }) => ({ atMs: repliedMs, evidence }))
  return [...replies, ...notices].toSorted((a, b) => a.atMs - b.atMs)[0]
}

const isReversal = ({ op }: Call) => op === 'CANCEL' || op === 'REFUND'

const HUMAN_ACTS = new Set(['cancel', 'advice', 'refund', 'resolve'])
const PAY_ANEW = new Set(['pay-again', 'sell-again'])
const GIVEN_UP = new Set(['UNPAID', 'REVERSED', 'ESCALATED'])

function isExcused(
  attempt: Attempt,
  { startMs, op }: Call,
  { atMs }: KnownPayment,
  { wasCutOff, owed }: Excuses,
): boolean {
  const { sale } = attempt
  if (op === 'CANCEL' && owed(sale, startMs)) return true
  // A refund in traffic of a shop's own tests is somebody's wish until proven otherwise.
  if (sale.saleId === undefined && op === 'REFUND') return true
  const wasBefore = (momentMs: number) => momentMs <= atMs
  const believedPaid = sale.beliefs.some(
    ({ status, elapsedMs }) => status === 'PAID' && elapsedMs > atMs && elapsedMs <= startMs,
  )
  if (op === 'CANCEL' && wasCutOff(atMs) && !believedPaid) return true
  return (
    sale.acts.some(
      ({ act, startedMs, line }) =>
        HUMAN_ACTS.has(act) && startedMs <= startMs && line?.lost !== 'request',
    ) ||
    sale.acts.some((act) => PAY_ANEW.has(act.act) && wasBefore(act.startedMs)) ||
    sale.beliefs.some((belief) => GIVEN_UP.has(belief.status) && wasBefore(belief.elapsedMs)) ||
    attempt.calls.some((call) => call.op === 'CANCEL' && wasBefore(call.startMs)) ||
    sale.attempts.some((other) => other !== attempt && isHeldBy(other, startMs))
  )
}

/** Paid, as far as the merchant had been told. */
function isHeldBy(attempt: Attempt, momentMs: number): boolean {
  const known = knownPayment(attempt)
  return known !== undefined && known.atMs <= momentMs
}
