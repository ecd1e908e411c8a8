// AMS-08: the result of an inquiry speaks of the inquiry, paymentStatus of the payment: SUCCESS is paid, FAIL and
// CANCELLED are not, and PROCESSING is nothing yet.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'
import { readBands } from '../band.ts'
import { isPaid, knewOfPayment, lastReply, misledBy, newsOf, turnsTo } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { isSettling, personAfter } from './undecided.ts'

export const paymentStatusSpeaksOfThePayment = rule({
  id: 'AMS-08',
  source: '001:L44-50',
  severity: 'critical',
  families: ['A'],
  title: ['Read paymentStatus, not the result', '以 paymentStatus 为准'],
  trigger: ['An inquiry was answered S', '查询返回 S'],
  remedy: [
    'Decide by paymentStatus: SUCCESS is paid, FAIL and CANCELLED are not, PROCESSING goes on.',
    '以 paymentStatus 判断：SUCCESS 已支付，FAIL、CANCELLED 未支付，PROCESSING 继续查询。',
  ],
  seenBy: 'adapter',
  needs: 'QUERY',
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perProcess(trace, (attempt) => {
      if (attempt.sale.beliefs.length === 0) return []
      return [
        ...ofProcessing(attempt, allowanceMs),
        ...ofFinal(trace, attempt, allowanceMs, parameters),
      ]
    })
  },
})

function ofProcessing(attempt: Attempt, allowanceMs: number): Finding[] {
  const { calls, sale } = attempt
  const open = calls.filter(
    ({ op, outcome, result }) => op === 'QUERY' && outcome === 'PEND' && result?.meaning === 'ok',
  )
  const [first] = open
  if (!first) return []
  const hit = misledBy(attempt)
    ? undefined
    : turnsTo(sale, ['PAID']).find(({ seq, elapsedMs }) => {
        const reply = lastReply(sale, seq)
        const isOurs = reply !== undefined && open.includes(reply)
        return isOurs && !knewOfPayment(sale, elapsedMs + allowanceMs)
      })
  if (hit) {
    const en = 'An inquiry answered S with PROCESSING, and the sale was shown as PAID.'
    return [
      finding(
        'fail',
        [first.evidence, hit.seq],
        en,
        '查询返回 S 且 PROCESSING，商户却显示已支付。',
      ),
    ]
  }
  const en = `${open.length} replies of PROCESSING were taken for neither paid nor failed.`
  return [finding('pass', [first.evidence], en, `${open.length} 次 PROCESSING 均未判成败。`)]
}

const RIGHT = {
  paid: ['PAID', 'REFUNDED'],
  ended: ['UNPAID', 'REVERSED'],
} as const

/** The first inquiry that told how it ended, where nothing had told of it before. */
function ofFinal(
  trace: Trace,
  attempt: Attempt,
  allowanceMs: number,
  { beliefSettlesMs }: Parameters,
): Finding[] {
  const { calls, sale } = attempt
  const told = calls.find((call) => call.op === 'QUERY' && isSettling(call))
  if (!told || newsOf(attempt)[0]?.evidence !== told.evidence) return []
  const readMs = told.seenMs + beliefSettlesMs
  const cancel = calls.find(({ op }) => op === 'CANCEL')
  const isCancelled = cancel !== undefined && cancel.startMs <= readMs
  const isLatest = sale.attempts.at(-1) === attempt
  if (trace.endMs < readMs || isCancelled || !isLatest) return []
  if (personAfter(attempt, told.startMs) <= readMs) return []
  const status = isPaid(told) ? 'SUCCESS' : 'FAIL or CANCELLED'
  const right: readonly string[] = isPaid(told) ? RIGHT.paid : RIGHT.ended
  const later = sale.beliefs.filter(({ elapsedMs }) => elapsedMs + allowanceMs >= told.seenMs)
  const before = sale.beliefs.findLast(({ elapsedMs }) => elapsedMs < told.seenMs)
  const shown = later.find((belief) => right.includes(belief.status)) ?? later.at(-1) ?? before
  if (!shown) return []
  const isRight = right.includes(shown.status) && shown.elapsedMs <= readMs
  const en = `paymentStatus said ${status}, and the sale is shown as ${shown.status}.`
  const zh = `paymentStatus 为 ${status}，商户显示 ${shown.status}。`
  return [finding(isRight ? 'pass' : 'fail', [told.evidence, shown.seq], en, zh)]
}
