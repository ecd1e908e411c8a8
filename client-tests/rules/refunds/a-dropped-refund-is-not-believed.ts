// REF-10: the hundredth refund of a trade is dropped without a word: 10000, and no money moves. It is
// not sent, or not believed.
import type { Attempt, Call } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { believedOf, readRefundNumbers, type RefundNumber } from '../refunds.ts'
import { rule } from '../rule.ts'

export const aDroppedRefundIsNotBelieved = rule({
  id: 'REF-10',
  source: '002:L88-89; for openapi an extension of the seeds',
  severity: 'minor',
  families: ['O', 'M'],
  title: ['At most 99 refunds of a trade', '退款不超过 99 次'],
  trigger: ['A refund was dropped without a word', '退款被静默丢弃'],
  remedy: [
    'Send no hundredth refund; without fund_change=Y ask the refund query before booking.',
    '不发送第 100 笔退款；fund_change 不为 Y 时先查询退款结果。',
  ],
  seenBy: 'traffic',
  needs: 'REFUND',
  check(trace, { refundsPerTrade, refusedBatchMs }) {
    const heardByMs = trace.endMs - refusedBatchMs
    return perAttempt(trace, (attempt) => judge(attempt, refundsPerTrade, heardByMs))
  },
})

function judge(attempt: Attempt, refundsPerTrade: number, heardByMs: number): Finding[] {
  const numbers = readRefundNumbers(attempt)
  const dropped = numbers.filter(
    (number) => isDropped(number) || isSilent(attempt, number, heardByMs),
  )
  if (dropped.length > 0) return dropped.map((number) => ofDropped(attempt, number))
  const made = numbers.filter(({ calls }) =>
    calls.some(({ outcome }) => outcome === 'OK' || outcome === 'PEND'),
  )
  const last = made.at(-1)
  const beyond = attempt.sale.acts.find(
    ({ act, startedMs }) => act === 'refund' && last && startedMs >= (last.calls[0]?.seenMs ?? 0),
  )
  if (made.length !== refundsPerTrade || !beyond) return []
  const en = `After ${refundsPerTrade} refunds of one trade no other was sent.`
  return [finding('pass', [beyond.seq], en, `同一交易已退款 ${refundsPerTrade} 次，未再发送。`)]
}

/** Taken with its batch, which was told of without it, or of which nothing was told in all that time. */
function isSilent(
  { toldRefunds }: Attempt,
  { calls, outRequestNo }: RefundNumber,
  heardByMs: number,
): boolean {
  const taken = calls.find(({ outcome }) => outcome === 'PEND')
  const isTold = toldRefunds.some(({ number }) => number === outRequestNo)
  return taken !== undefined && !isTold && taken.seenMs <= heardByMs
}

/** Answered 10000 while the gateway kept quiet about having done nothing, and never made later. */
function isDropped({ calls }: RefundNumber): boolean {
  const isQuiet = ({ faults, outcome }: Call) =>
    outcome === 'OK' && faults.some(({ faultKind }) => faultKind === 'not-refunded')
  return calls.some(isQuiet) && !calls.some((call) => call.outcome === 'OK' && !isQuiet(call))
}

function ofDropped(attempt: Attempt, { calls, intent, outRequestNo }: RefundNumber): Finding {
  const belief = believedOf(attempt.sale, intent?.refundId)
  const evidence = [calls.flatMap((call) => call.evidence), belief?.seq ?? []]
  const en = `Refund ${outRequestNo} was dropped without a word`
  const zh = `退款 ${outRequestNo} 被静默丢弃`
  if (!belief) return finding('inconclusive', evidence, `${en}.`, `${zh}。`)
  if (belief.status === 'REFUNDED')
    return finding('fail', evidence, `${en}, and is believed done.`, `${zh}，却被认为成功。`)
  return finding(
    'pass',
    evidence,
    `${en}; it is ${belief.status}.`,
    `${zh}，状态为 ${belief.status}。`,
  )
}
