// WX-04: a reverse works for 7 days and a refund for a year (003:L29-31). What was refused for that is tried
// once at most: after the reverse comes the refund, and after the refund nothing.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt } from '../attempts.ts'
import { isTooLate, judgeTooLate } from '../cancel/a-late-cancel-is-not-repeated.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'

export const windowsAreRespected = rule({
  id: 'WX-04',
  source: '003:L29-31',
  severity: 'major',
  families: ['W'],
  title: ['Reverse within 7 days, refund within a year', '撤销 7 天内，退款一年内'],
  trigger: ['A reverse or a refund was refused as too late', '撤销或退款因超期被拒'],
  remedy: [
    'A refused reverse becomes a refund; a refused refund has failed.',
    '撤销被拒改为退款，退款被拒即为失败。',
  ],
  seenBy: 'traffic',
  check(trace, parameters) {
    return perProcess(trace, (attempt) => {
      const refused = attempt.calls.find((call) => isTooLate(call))
      return [
        ...(refused ? judgeTooLate(trace, attempt, refused, parameters) : []),
        ...ofRefunds(trace, attempt, parameters),
      ]
    })
  },
})

/** Each person's wish is one refund; what comes beyond is a loop. */
function ofRefunds(
  trace: Trace,
  attempt: Attempt,
  { repeatsAfterRefusal, silenceMs }: Parameters,
): Finding[] {
  const first = attempt.calls.find(
    ({ op, result }) => op === 'REFUND' && result?.reason === 'TradeFinished',
  )
  if (!first || trace.endMs - first.seenMs < silenceMs) return []
  const wishes = attempt.sale.acts.filter(
    ({ act, startedMs }) => (act === 'refund' || act === 'resolve') && startedMs > first.seenMs,
  )
  const again = callsAfter(attempt, first).filter(({ op }) => op === 'REFUND')
  const repeats = Math.max(0, again.length - wishes.length)
  const evidence = [first.evidence, ...again.map((call) => call.evidence)]
  const en = `A refund refused as too late was sent ${repeats} times more.`
  const zh = `退款因超期被拒后又发送 ${repeats} 次。`
  if (repeats > repeatsAfterRefusal.warn) return [finding('fail', evidence, en, zh)]
  return [finding(repeats > repeatsAfterRefusal.pass ? 'warn' : 'pass', evidence, en, zh)]
}
