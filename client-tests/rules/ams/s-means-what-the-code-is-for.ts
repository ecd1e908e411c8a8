// AMS-03: S to a payment code means paid. S to an entry code or an order code means that the code was made, and that
// nobody has paid yet: a shop that takes it for money hands out goods for nothing. 001:L39 says "paid" of all; the
// gateway departs from it there, and the reading of the seeds judges payment codes alone.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { readBands } from '../band.ts'
import { knewOfPayment, lastReply, newsOf, turnsTo } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'
import { personAfter } from './undecided.ts'

export const sMeansWhatTheCodeIsFor = rule({
  id: 'AMS-03',
  source: '001:L39; for entry codes and order codes docs.antom.com',
  severity: 'major',
  families: ['A'],
  title: ['S: a payment code is paid, another only made', '返回 S：付款码已扣款，其他码仅受理'],
  trigger: ['A pay was answered S', '支付返回 S'],
  remedy: [
    'Take S for paid with payment codes only; wait for the notification or ask with all others.',
    '仅付款码的 S 表示已支付；入口码和订单码须等待通知或查询。',
  ],
  seenBy: 'adapter',
  check(trace, parameters) {
    const { allowanceMs, upTo } = readBands(trace, parameters)
    return perProcess(trace, (attempt) =>
      attempt.calls
        .filter(({ outcome }) => outcome === 'OK')
        .flatMap((call) => {
          if (call.op === 'PAY') return ofPaid(trace, attempt, call, upTo(parameters.paidShownMs))
          return call.op === 'PRECREATE' ? ofMade(attempt, call, allowanceMs, parameters) : []
        }),
    )
  },
})

function ofPaid(trace: Trace, attempt: Attempt, pay: Call, limitMs: number): Finding[] {
  const { sale } = attempt
  const isFirst = newsOf(attempt)[0]?.evidence === pay.evidence
  if (!isFirst || sale.beliefs.length === 0) return []
  const cancel = callsAfter(attempt, pay).find(({ op }) => op === 'CANCEL')
  const isOwn =
    cancel && cancel.startMs >= pay.seenMs && personAfter(attempt, pay.startMs) > cancel.startMs
  if (isOwn) {
    const en = 'A payment answered S was cancelled by the merchant itself.'
    return [finding('fail', [pay.evidence, cancel.evidence], en, '支付返回 S，商户却自行取消。')]
  }
  if (personAfter(attempt, pay.startMs) <= pay.seenMs + limitMs) return []
  const paid = sale.beliefs.find(
    ({ status, elapsedMs }) =>
      elapsedMs >= pay.startMs && (status === 'PAID' || status === 'REFUNDED'),
  )
  const tookMs = (paid?.elapsedMs ?? Number.POSITIVE_INFINITY) - pay.seenMs
  if (paid && tookMs <= limitMs) {
    const en = 'S to a payment code was taken for paid.'
    return [finding('pass', [pay.evidence, paid.seq], en, '付款码返回 S，已记为支付成功。')]
  }
  if (trace.endMs - pay.seenMs < limitMs) return []
  const last = sale.beliefs.findLast(({ elapsedMs }) => elapsedMs <= pay.seenMs + limitMs)
  const en = `${seconds(limitMs)} after S to a payment code the sale is ${last?.status ?? 'not shown'}.`
  const zh = `付款码返回 S 后 ${seconds(limitMs)}，商户显示 ${last?.status ?? '无'}。`
  return [finding('fail', [pay.evidence, last?.seq ?? []], en, zh)]
}

function ofMade(
  { sale }: Attempt,
  made: Call,
  allowanceMs: number,
  { judgesInvitations }: Parameters,
): Finding[] {
  if (!judgesInvitations || sale.beliefs.length === 0) return []
  const hit = turnsTo(sale, ['PAID']).find(
    ({ seq, elapsedMs }) =>
      lastReply(sale, seq) === made && !knewOfPayment(sale, elapsedMs + allowanceMs),
  )
  if (hit) {
    const en = 'A code was only made (S), and the sale was shown as PAID.'
    return [
      finding('fail', [made.evidence, hit.seq], en, '返回 S 仅表示已生成码，商户却显示已支付。'),
    ]
  }
  const en = 'S to a code that was only made was not taken for paid.'
  return [finding('pass', [made.evidence], en, '仅生成码的 S 未被当作已支付。')]
}
