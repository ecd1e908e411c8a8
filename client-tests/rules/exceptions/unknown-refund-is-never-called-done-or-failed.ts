// EXC-06: a refund that stays unknown is neither done nor failed in the merchant's books until a reply,
// a notification or a person says so. A flip right after a form of "unknown" that may be mistaken for
// an answer is EXC-13's.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call } from '../attempts.ts'
import { readBands } from '../band.ts'
import { lastReply } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import { isNamedUnknown } from '../outcome.ts'
import type { Parameters } from '../parameters.ts'
import { readRefundNumbers } from '../refunds.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const unknownRefundIsNeverCalledDoneOrFailed = rule({
  id: 'EXC-06',
  source: '000:L19; 004:L41',
  severity: 'critical',
  families: ['O', 'A', 'M', 'W'],
  title: ["Do not infer a refund's outcome", '不能推断退款成败'],
  trigger: ['A refund stayed unknown for half a minute', '退款结果持续未知'],
  remedy: [
    'Keep the refund unknown, repeat the same request, then leave it to people.',
    '退款状态保持未知，同参重试后转人工，不得自行记为成功或失败。',
  ],
  seenBy: 'adapter',
  needs: 'REFUND',
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perProcess(trace, (attempt) =>
      readRefundNumbers(attempt).flatMap(({ calls, intent }) => {
        const first = calls.find(({ outcome }) => outcome === 'UNK')
        const beliefs = attempt.sale.refundBeliefs.filter(
          ({ refundId }) => refundId === intent?.refundId,
        )
        if (!first || beliefs.length === 0) return []
        return judge(trace, attempt, first, beliefs, allowanceMs, parameters) ?? []
      }),
    )
  },
})

function judge(
  trace: Trace,
  attempt: Attempt,
  first: Call,
  beliefs: readonly EntryOf<'refund-belief'>[],
  allowanceMs: number,
  parameters: Parameters,
): Finding | undefined {
  const { retrySpan } = parameters
  const knownMs = resolvedMs(attempt, first)
  const flip = beliefs.find(
    ({ status, elapsedMs }) =>
      (status === 'REFUNDED' || status === 'FAILED') && elapsedMs >= first.seenMs,
  )
  if (flip && flip.elapsedMs + allowanceMs < knownMs) {
    const reply = lastReply(attempt.sale, flip.seq)
    const isNamed = reply && isNamedUnknown(reply.result, reply.arrived, parameters)
    if (reply?.outcome === 'UNK' && !isNamed) return undefined
    const en = `The refund was still unknown, and the merchant called it ${flip.status}.`
    const zh = `退款结果仍未知，商户却记为 ${flip.status}。`
    return finding('fail', [first.evidence, flip.seq], en, zh)
  }
  // Settled before anybody had to give up: nothing was inferred because nothing had to be.
  const openMs = Math.min(knownMs, trace.endMs) - first.seenMs
  if (openMs < retrySpan.warnMs) return undefined
  const last = beliefs.findLast(({ elapsedMs }) => elapsedMs <= knownMs)
  const en = `The refund stayed unknown for ${seconds(openMs)} and was called neither done nor failed.`
  const zh = `退款结果在 ${seconds(openMs)} 内一直未知，未被记为成功或失败。`
  return finding('pass', [first.evidence, last?.seq ?? []], en, zh)
}

/** When a reply, a notification or a person had said what became of it. */
function resolvedMs({ calls, notices, sale, toldRefunds }: Attempt, first: Call): number {
  const lookedMs = sale.acts.find(
    ({ act, startedMs }) => act === 'manual-query' && startedMs >= first.seenMs,
  )?.startedMs
  const replies = calls
    .filter(({ op, outcome, result, seq, startMs }) => {
      if (seq <= first.seq) return false
      if (op === 'REFUND') return outcome !== 'UNK'
      // "No such refund" is only "not yet", until a person looks when nothing is under way any more.
      const isLooked = lookedMs !== undefined && startMs >= lookedMs && outcome === 'OK'
      const tells = op === 'REFQUERY' && (isLooked || result?.refundFen !== undefined)
      return tells || (op === 'QUERY' && result?.tradeStatus === 'TRADE_CLOSED')
    })
    .map(({ seenMs }) => seenMs)
  const notified = notices.filter(({ ofRefund }) => ofRefund).map(({ sentMs }) => sentMs)
  const told = toldRefunds.map(({ atMs }) => atMs)
  const decided = sale.acts.filter(({ act }) => act === 'resolve').map(({ startedMs }) => startedMs)
  const later = [...replies, ...notified, ...told, ...decided].filter(
    (atMs) => atMs >= first.startMs,
  )
  return Math.min(Number.POSITIVE_INFINITY, ...later)
}
