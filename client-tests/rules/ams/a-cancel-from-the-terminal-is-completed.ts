// AMS-16: when the cashier ends a sale that is not decided, the cancel is sent and seen through. A payment that
// succeeds meanwhile hands out no goods.
import type { Trace } from '../../../server/journal/trace.ts'
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Attempt } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { newsOf } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const aCancelFromTheTerminalIsCompleted = rule({
  id: 'AMS-16',
  source: '001:L129',
  severity: 'critical',
  families: ['A'],
  title: ["The terminal's cancel is completed", '终端取消须完成'],
  trigger: ['The cashier ended a sale that was not decided', '收银员取消了未决的订单'],
  remedy: [
    'Send cancel at once when the cashier asks for it, and follow its result.',
    '收到终端取消请求立即发起取消，并以其结果为准。',
  ],
  seenBy: 'both',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perProcess(trace, (attempt) => {
      const act = endedBy(attempt)
      return act ? judge(trace, attempt, act, bands, parameters) : []
    })
  },
})

/** The first time that somebody ended it while nothing was known, and the sale had no later payment. */
function endedBy(attempt: Attempt): EntryOf<'adapter'> | undefined {
  const { sale, calls } = attempt
  const openedMs = calls[0]?.startMs ?? 0
  const act = sale.acts.find(
    ({ act: what, status, startedMs }) =>
      what === 'cancel' && status < 300 && startedMs >= openedMs,
  )
  if (!act) return undefined
  const isKnown =
    newsOf(attempt).some(({ atMs }) => atMs <= act.startedMs) ||
    calls.some(
      ({ op, outcome, seenMs }) =>
        (op === 'PAY' || op === 'PRECREATE') &&
        (outcome === 'BIZFAIL' || outcome === 'REJECT') &&
        seenMs <= act.startedMs,
    )
  const isOver = sale.attempts
    .slice(sale.attempts.indexOf(attempt) + 1)
    .some(({ calls: [first] }) => (first?.startMs ?? 0) <= act.startedMs)
  return isKnown || isOver ? undefined : act
}

function judge(
  trace: Trace,
  attempt: Attempt,
  act: EntryOf<'adapter'>,
  bands: Bands,
  { terminalCancel: limit, beliefSettlesMs }: Parameters,
): Finding[] {
  const { calls, sale } = attempt
  // Under way already: it is the one that was asked for.
  const cancel =
    calls.findLast(({ op, startMs }) => op === 'CANCEL' && startMs <= act.startedMs) ??
    calls.find(({ op, startMs }) => op === 'CANCEL' && startMs >= act.startedMs)
  const busyMs = Math.max(
    act.startedMs,
    ...calls
      .filter(({ startMs, seenMs }) => startMs <= act.startedMs && seenMs > act.startedMs)
      .map(({ seenMs }) => Math.min(seenMs, trace.endMs)),
  )
  const ended = newsOf(attempt).find(({ atMs, kind }) => atMs >= act.startedMs && kind === 'closed')
  if (!cancel) {
    const refund = calls.find(({ op, startMs }) => op === 'REFUND' && startMs >= act.startedMs)
    if (refund) {
      const en = 'What the cashier ended had been paid meanwhile, and was refunded.'
      return [finding('pass', [act.seq, refund.evidence], en, '取消时发现已支付，改为退款。')]
    }
    if (ended || trace.endMs < busyMs + bands.upTo(limit.warnMs)) return []
    const en = 'The cashier ended the sale, and no cancel was sent.'
    return [finding('fail', [act.seq], en, '收银员取消订单，商户却没有发起取消。')]
  }
  const gapMs = Math.max(0, cancel.startMs - busyMs)
  const kept = keptAsPaid(attempt, act, beliefSettlesMs, trace.endMs)
  if (kept) {
    const en = 'The cashier ended the sale, and a success that came meanwhile made it PAID.'
    return [
      finding(
        'fail',
        [act.seq, cancel.evidence, kept.seq],
        en,
        '收银员已取消，其间的成功却使订单变为已支付。',
      ),
    ]
  }
  const last = sale.beliefs.at(-1)?.seq ?? []
  return [
    finding(
      bands.atMost(gapMs, limit),
      [act.seq, cancel.evidence, last],
      `The cancel came ${seconds(gapMs)} after the cashier had asked for it (limit ${seconds(limit.passMs)}).`,
      `收银员要求取消后 ${seconds(gapMs)} 发起取消（上限 ${seconds(limit.passMs)}）。`,
    ),
  ]
}

/** The sale ended as paid although its cancel was carried out. */
function keptAsPaid(
  { calls, sale }: Attempt,
  act: EntryOf<'adapter'>,
  settlesMs: number,
  endMs: number,
) {
  const done = calls.find(
    ({ op, outcome, seenMs }) => op === 'CANCEL' && outcome === 'OK' && seenMs >= act.startedMs,
  )
  if (!done || endMs - done.seenMs < settlesMs || sale.attempts.length > 1) return undefined
  const last = sale.beliefs.at(-1)
  return last?.status === 'PAID' ? last : undefined
}
