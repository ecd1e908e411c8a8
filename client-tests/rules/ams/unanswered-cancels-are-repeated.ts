// AMS-10: a cancel that is answered U, or not within 3 s, is sent again with the same parameters, every 5 to 10 s
// for 60 s. A notification of a payment settles nothing here: the cancel's own result counts (AMS-13).
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call } from '../attempts.ts'
import { readBands } from '../band.ts'
import { isClosed, isPaid } from '../evidence.ts'
import { finding, perReached, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { changesBetween, isSamePayload } from '../payload.ts'
import type { RecoveryTerms } from '../recovery.ts'
import { rule } from '../rule.ts'
import { ofHung } from './hung.ts'
import { judgeRetries } from './retries.ts'

export const unansweredCancelsAreRepeated = rule({
  id: 'AMS-10',
  source: '001:L59-60',
  severity: 'critical',
  families: ['A'],
  title: ['Repeat a cancel for 60 s, every 5 to 10 s', '取消重试 60 秒，间隔 5–10 秒'],
  trigger: ['A cancel was answered U, or not at all', '取消返回 U 或没有应答'],
  remedy: [
    'Send the very same cancel again every 5 to 10 s for 60 s, then tell people.',
    '以相同参数每 5 至 10 秒重试取消，持续 60 秒；仍无结果则转人工。',
  ],
  seenBy: 'traffic',
  check(trace, parameters) {
    return perReached(trace, (attempt) => judge(trace, attempt, parameters))
  },
})

const terms: RecoveryTerms = {
  isTry: ({ op }) => op === 'CANCEL',
  isEnd: (call) =>
    isClosed(call) || isPaid(call) || (call.op === 'CANCEL' && call.outcome !== 'UNK'),
  humanActs: ['manual-query', 'resolve', 'pay-again'],
  newsSettles: false,
}

function judge(trace: Trace, attempt: Attempt, parameters: Parameters): Finding[] {
  const cancels = attempt.calls.filter(({ op }) => op === 'CANCEL')
  const open = cancels.filter(({ outcome }) => outcome === 'UNK')
  const [first] = open
  if (!first) return []
  const bands = readBands(trace, parameters)
  const { cancelSpacing: spacing, cancelSpan: span } = parameters
  const limits = { spacing, span, asking: 'pass' } as const
  const retries = first.hung
    ? []
    : judgeRetries(trace, attempt, first, { bands, terms, limits, parameters })
  return [
    ...ofOtherTerms(trace, first, cancels),
    ...ofHung(trace, open, bands, parameters),
    ...retries,
  ]
}

function ofOtherTerms(trace: Trace, first: Call, cancels: readonly Call[]): Finding[] {
  const other = cancels.find((call) => call.seq > first.seq && !isSamePayload(first, call))
  if (!other) return []
  const changes = changesBetween(trace, first, other).join(', ')
  const en = `A cancel without an answer was repeated with other parameters: ${changes}.`
  const zh = `取消没有结果，重试时参数不同：${changes}。`
  return [finding('fail', [first.evidence, other.evidence], en, zh)]
}
