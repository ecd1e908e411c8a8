// AMS-07: when the inquiries are used up the payment is cancelled at once. A cancel refused as too late becomes a
// refund; where nothing was ever paid, people must have the matter.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, truthOf, type Attempt, type Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { isTooLate } from '../cancel/a-late-cancel-is-not-repeated.ts'
import { isPaid } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'
import { readUndecided } from './undecided.ts'

export const theLastInquiryLeadsToACancel = rule({
  id: 'AMS-07',
  source: '001:L43,L54,L58',
  severity: 'critical',
  families: ['A'],
  title: ['Inquiries used up: cancel, or refund', '超次取消，超期退款'],
  trigger: [
    'The inquiries brought no result, or a cancel came too late',
    '查询用尽仍无结果，或取消已超期',
  ],
  remedy: [
    'Cancel right after the last inquiry; where a cancel is out of its period, refund.',
    '最后一次查询后立即取消；超出可取消期限则退款。',
  ],
  seenBy: 'both',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perProcess(trace, (attempt) => [
      ...ofUsedUp(trace, attempt, bands, parameters),
      ...ofTooLate(trace, attempt, bands, parameters),
    ])
  },
})

function ofUsedUp(trace: Trace, attempt: Attempt, bands: Bands, parameters: Parameters): Finding[] {
  const { cancelAfterLastWait: limit, silenceMs } = parameters
  const found = readUndecided(trace, attempt, parameters)
  const last = found?.inquiries.at(-1)
  if (!found?.isExhausted || !last) return []
  if (!found.cancel) {
    const en = `The inquiries ended without a result, and no cancel followed within ${seconds(silenceMs)}.`
    const zh = `查询用尽仍无结果，${seconds(silenceMs)} 内没有取消。`
    return [finding('fail', [found.pay.evidence, last.evidence], en, zh)]
  }
  const gapMs = found.cancel.startMs - last.seenMs
  const limitText = seconds(limit.passMs)
  return [
    finding(
      bands.atMost(gapMs, limit),
      [last.evidence, found.cancel.evidence],
      `The cancel came ${seconds(gapMs)} after the last inquiry (limit ${limitText}).`,
      `最后一次查询后 ${seconds(gapMs)} 取消（上限 ${limitText}）。`,
    ),
  ]
}

function ofTooLate(
  trace: Trace,
  attempt: Attempt,
  bands: Bands,
  { refundInsteadMs, repeatsAfterRefusal }: Parameters,
): Finding[] {
  const refused = attempt.calls.find((call) => isTooLate(call))
  if (!refused) return []
  const later = callsAfter(attempt, refused)
  const repeats = later.filter(({ op }) => op === 'CANCEL')
  if (repeats.length > repeatsAfterRefusal.warn) {
    const evidence = [refused.evidence, repeats.flatMap((call) => call.evidence)]
    const en = `A cancel refused as out of its period was sent ${repeats.length} times more.`
    return [finding('fail', evidence, en, `取消因超期被拒后又发送 ${repeats.length} 次。`)]
  }
  const untilMs = refused.seenMs + bands.upTo(refundInsteadMs)
  const step = later.find((call) => call.startMs <= untilMs && settles(call))
  if (step) {
    const en = `After a cancel out of its period came ${step.op}.`
    return [finding('pass', [refused.evidence, step.evidence], en, `取消超期后改用 ${step.op}。`)]
  }
  const told = attempt.sale.beliefs.find(
    ({ status, elapsedMs }) =>
      elapsedMs >= refused.seenMs && elapsedMs <= untilMs && status === 'ESCALATED',
  )
  if (told) {
    const wasPaid = (truthOf(attempt)?.paidFen ?? 0) > 0
    const en = 'After a cancel out of its period people were given the matter.'
    const zh = '取消超期后已转人工。'
    return [finding(wasPaid ? 'warn' : 'pass', [refused.evidence, told.seq], en, zh)]
  }
  if (trace.endMs < untilMs) return []
  const en = 'After a cancel out of its period the money was not given back, and nobody was told.'
  return [finding('fail', [refused.evidence], en, '取消超期后既未退款，也未转人工。')]
}

/** Money that is given back; or a payment that an inquiry has found, and that may be kept. */
const settles = (call: Call) =>
  call.op === 'REFUND' || (call.op === 'QUERY' && (isPaid(call) || call.outcome === 'OK'))
