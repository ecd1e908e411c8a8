// REF-08: a trade that is finished, or past its window, gives nothing back any more: the refund has
// failed, is not sent over and over, and the sale is known to be beyond refunds.
import type { Reason } from '../../../server/journal/reasons.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call, type ToldRefund } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { believedOf, readRefundNumbers, type RefundNumber } from '../refunds.ts'
import { rule } from '../rule.ts'

export const aRefundRefusedForGoodStaysRefused = rule({
  id: 'REF-08',
  source: '003:L29-31; 002:L21; 004:L351,L429',
  severity: 'major',
  families: ['O', 'A', 'M', 'W'],
  title: ['A refund refused for good stays refused', '超期不可退'],
  trigger: ['A refund was refused: finished, or past its window', '退款因交易完结或超期被拒'],
  remedy: [
    'Mark the refund failed and the sale as beyond refunds; do not send it again.',
    '将退款记为失败，订单标记为不可退，不再重发。',
  ],
  seenBy: 'both',
  needs: 'REFUND',
  check(trace, parameters) {
    return perAttempt(trace, (attempt) => {
      const isForGood = (reason: Reason | undefined) =>
        reason !== undefined && parameters.refusedForGood.includes(reason)
      const isRefused = ({ result }: Call) => isForGood(result?.reason)
      const [number] = readRefundNumbers(attempt).filter(({ calls }) => calls.some(isRefused))
      const refused = number?.calls.find(isRefused)
      const told = attempt.toldRefunds.find(({ reason }) => isForGood(reason))
      if (told) return [judgeTold(trace, attempt, told, parameters)]
      return number && refused ? [judge(trace, attempt, number, refused, parameters)] : []
    })
  },
})

function judge(
  trace: Trace,
  attempt: Attempt,
  { intent }: RefundNumber,
  refused: Call,
  { repeatsAfterRefusal, beliefSettlesMs }: Parameters,
): Finding {
  const repeats = callsAfter(attempt, refused).filter(
    (call) => call.op === 'REFUND' && !isAskedFor(attempt, call, refused),
  )
  const belief = believedOf(attempt.sale, intent?.refundId)
  const { length } = repeats
  const reason = refused.result?.subCode ?? refused.result?.reason
  const evidence = [refused.evidence, repeats.flatMap((call) => call.evidence), belief?.seq ?? []]
  if (belief?.status === 'REFUNDED') {
    const en = `A refund refused with ${reason} is believed done.`
    return finding('fail', evidence, en, `退款被拒（${reason}），却被认为成功。`)
  }
  const en = `A refund refused with ${reason} was sent ${length} times more`
  const zh = `退款被拒（${reason}）后又发送 ${length} 次`
  if (length > repeatsAfterRefusal.warn) return finding('fail', evidence, `${en}.`, `${zh}。`)
  const refundable = attempt.sale.beliefs.at(-1)?.refundable
  const isSettled = trace.endMs - refused.seenMs >= beliefSettlesMs
  const isOpen = isSettled && belief !== undefined && belief.status !== 'FAILED'
  if (length > repeatsAfterRefusal.pass || isOpen || (isSettled && refundable === true)) {
    const why = isOpen
      ? ` and is ${belief.status}, not FAILED.`
      : ' or the sale is still refundable.'
    const because = isOpen
      ? `，状态为 ${belief.status} 而不是 FAILED。`
      : '，或订单仍标记为可退款。'
    return finding('warn', evidence, `${en}${why}`, `${zh}${because}`)
  }
  return finding('pass', evidence, `${en}, and has failed.`, `${zh}，记为失败。`)
}

/** Of a batch: the item was told as refused, and is another's business no more. */
function judgeTold(
  trace: Trace,
  attempt: Attempt,
  { atMs, code, number, seq }: ToldRefund,
  { beliefSettlesMs }: Parameters,
): Finding {
  const { intent } =
    readRefundNumbers(attempt).find(({ outRequestNo }) => outRequestNo === number) ?? {}
  const belief = believedOf(attempt.sale, intent?.refundId)
  const evidence = [seq, belief?.seq ?? []]
  if (belief?.status === 'REFUNDED') {
    const en = `A refund told as ${code} is believed done.`
    return finding('fail', evidence, en, `退款结果为 ${code}，却被认为成功。`)
  }
  const isSettled = trace.endMs - atMs >= beliefSettlesMs
  const refundable = attempt.sale.beliefs.at(-1)?.refundable
  if (isSettled && ((belief && belief.status !== 'FAILED') || refundable === true)) {
    const en = `A refund told as ${code} is not failed, or the sale is still refundable.`
    return finding('warn', evidence, en, `退款结果为 ${code}，未记为失败，或订单仍标记为可退款。`)
  }
  const en = `A refund told as ${code} has failed.`
  return finding('pass', evidence, en, `退款结果为 ${code}，记为失败。`)
}

/** A person asked for this one, after the refusal. */
function isAskedFor(attempt: Attempt, call: Call, refused: Call): boolean {
  const isFirstOf = readRefundNumbers(attempt).some(
    ({ calls, intent }) =>
      calls[0] === call && intent !== undefined && intent.startedMs >= refused.startMs,
  )
  const isResolved = attempt.sale.acts.some(
    ({ act, startedMs }) =>
      act === 'resolve' && startedMs >= refused.seenMs && startedMs <= call.startMs,
  )
  return isFirstOf || isResolved
}
