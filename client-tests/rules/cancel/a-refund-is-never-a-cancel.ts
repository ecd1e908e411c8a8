// CAN-02: money that a person wants back goes back by REFUND, whole or in part. CANCEL is for
// payments nobody is sure of. A cancel that nobody asked for is ONE-02's.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'
import { readBands } from '../band.ts'
import { newsOf } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'

export const aRefundIsNeverACancel = rule({
  id: 'CAN-02',
  source: '000:L35-37; 004:L76-80; 003:L26-28,L32',
  severity: 'critical',
  families: ['O', 'W'],
  title: ['Cancel is not refund', '撤销不用于退款'],
  trigger: ['A person wanted the money of a known payment back', '对已知成功的支付要求退款'],
  remedy: [
    'Give money back by REFUND; CANCEL only what you are not sure of.',
    '退回款项使用退款接口，撤销只用于结果不明的支付。',
  ],
  seenBy: 'both',
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perAttempt(trace, (attempt) => judge(trace, attempt, allowanceMs))
  },
})

function judge(trace: Trace, attempt: Attempt, allowanceMs: number): Finding[] {
  const known = newsOf(attempt).find(({ kind }) => kind === 'paid')
  if (!known) return []
  const cancels = attempt.calls.filter((call) => call.op === 'CANCEL')
  // Begun before the success was known: what follows are retries of it.
  if (cancels.some((call) => call.startMs < known.atMs + allowanceMs)) return []
  const wanted = attempt.sale.acts.filter(
    ({ act, status, startedMs }) =>
      (act === 'refund' || act === 'cancel') && status < 300 && startedMs >= known.atMs,
  )
  const [first] = wanted
  const cancel = cancels.find((call) => first && call.startMs >= first.startedMs)
  if (first && cancel) {
    const en = 'Money that was asked back after a known success went back by CANCEL.'
    const evidence = [known.evidence, first.seq, cancel.evidence]
    return [finding('fail', evidence, en, '已知支付成功后要求退款，商户却用撤销退回。')]
  }
  const refund = attempt.calls.find((call) => call.op === 'REFUND' && call.startMs >= known.atMs)
  const isPassive = trace.of('sale').length === 0
  if (!refund || (!first && !isPassive)) return []
  const evidence = [known.evidence, first?.seq ?? [], refund.evidence]
  return [finding('pass', evidence, 'Money was given back by REFUND.', '退回款项使用了退款接口。')]
}
