// CAN-06: a cancel that was due while nobody could reach the gateway arrives once it is back, also
// over a restart of the merchant; or people have the matter in hand. On openapi this is advice, and on AMS, which
// asks for the queue, it is held against a merchant. Who declares how often it looks at its queue of cancels has
// that long.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { declaredIn } from '../applicability.ts'
import type { Attempt, Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { newsOf } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { outagesIn } from '../outages.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const aCancelOutlivesAnOutage = rule({
  id: 'CAN-06',
  source: '001:L86-93,L174-177; 004:L183',
  severity: 'advisory',
  families: ['O', 'A'],
  title: ['A cancel outlives an outage', '撤销消息可靠投递'],
  trigger: [
    'The gateway was unreachable for 90 s when a cancel was due',
    '应撤销时网关中断 90 秒以上',
  ],
  remedy: [
    'Keep pending cancels in a queue that outlives a restart.',
    '将待发撤销写入可持久化的队列，恢复后补发。',
  ],
  seenBy: 'both',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perAttempt(trace, (attempt) =>
      outagesIn(trace).flatMap((cut) =>
        isLong(cut, parameters) && wasDue(attempt, cut)
          ? judge(trace, attempt, cut, bands, parameters)
          : [],
      ),
    )
  },
})

function isLong({ forMs = 0 }: EntryOf<'fault'>, { outageMs }: Parameters): boolean {
  return forMs >= outageMs
}

/** When the line went, the attempt was open, and the merchant had begun to cancel it or polled it. */
function wasDue(attempt: Attempt, { elapsedMs }: EntryOf<'fault'>): boolean {
  const { calls } = attempt
  const before = calls.filter((call) => call.startMs <= elapsedMs)
  const isOpen = before.some(
    ({ op, outcome }) => op === 'CANCEL' || (outcome === 'PEND' && op !== 'PRECREATE'),
  )
  // What the gateway does not know needs no cancel.
  const isUnknown = before.findLast(({ op }) => op === 'CANCEL')?.outcome === 'NOTEXIST'
  return isOpen && !isUnknown && !newsOf(attempt).some(({ atMs }) => atMs <= elapsedMs)
}

function judge(
  trace: Trace,
  attempt: Attempt,
  cut: EntryOf<'fault'>,
  bands: Bands,
  { cancelAfterRecoveryMs, lostCancel, handedOverCancel }: Parameters,
): Finding[] {
  const backMs = cut.elapsedMs + (cut.forMs ?? 0)
  const withinMs = Math.max(cancelAfterRecoveryMs, declaredIn(trace)?.cancelQueuePeriodMs ?? 0)
  const humanMs = attempt.sale.acts.find(
    ({ act, startedMs }) => act !== 'restart' && startedMs >= cut.elapsedMs,
  )?.startedMs
  const untilMs = humanMs ?? Number.POSITIVE_INFINITY
  const settling = attempt.calls.find(
    (call) => call.startMs >= backMs && call.startMs < untilMs && !call.manual && settles(call),
  )
  const handedOver = attempt.sale.beliefs.find(
    ({ status, elapsedMs }) =>
      elapsedMs >= cut.elapsedMs &&
      elapsedMs <= backMs + withinMs &&
      (status === 'ESCALATED' || status === 'UNKNOWN'),
  )
  const evidence = [cut.seq, settling?.evidence ?? handedOver?.seq ?? []]
  if (settling) {
    const gapMs = settling.startMs - backMs
    const mark = gapMs <= bands.upTo(withinMs) || handedOver ? 'pass' : 'warn'
    const en = `${settling.op} came ${seconds(gapMs)} after the gateway was back.`
    return [finding(mark, evidence, en, `网关恢复 ${seconds(gapMs)} 后发出 ${settling.op}。`)]
  }
  if (handedOver) {
    const en = 'The cancel could not be sent, and people were given the matter.'
    return [finding(handedOverCancel, evidence, en, '撤销未能送达，已转人工处理。')]
  }
  if (Math.min(untilMs, trace.endMs) - backMs < withinMs) {
    const en = 'The trace ends, or somebody cut in, before the cancel was due.'
    return [finding('inconclusive', evidence, en, '记录过早结束或人工介入，无法判定。')]
  }
  const en = 'A cancel that was due in an outage was lost: it never came, and nobody was told.'
  return [finding(lostCancel, evidence, en, '网关中断期间应发的撤销丢失：既未补发，也未转人工。')]
}

/** A cancel that gets there, or a query that finds there is nothing to cancel any more. */
function settles({ op, outcome }: Call): boolean {
  return op === 'CANCEL' || op === 'CLOSE' || (op === 'QUERY' && outcome === 'OK')
}
