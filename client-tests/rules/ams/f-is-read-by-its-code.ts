// AMS-04: F is final for the call, and its code says what to do. A payment that was refused is not sent again as it is,
// hardly asked for, and unpaid; an inquiry that failed shows no payment; a refund that was refused is not done; and
// nothing that was refused is sent again and again. A cancel out of its period is AMS-07's.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { readBands } from '../band.ts'
import { knewOfPayment, lastReply, newsOf, turnsTo } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Count } from '../parameter.ts'
import type { Parameters } from '../parameters.ts'
import { believedOf, readRefundNumbers } from '../refunds.ts'
import { rule } from '../rule.ts'
import { personAfter } from './undecided.ts'

export const fIsReadByItsCode = rule({
  id: 'AMS-04',
  source: '001:L40,L51,L58,L72',
  severity: 'major',
  families: ['A'],
  title: ['F is handled by its resultCode', '返回 F 按错误码处理'],
  trigger: ['A call was answered F', '调用返回 F'],
  remedy: [
    'Read resultCode: mend the request or give it up, and try a refused payment under a new id only.',
    '根据 resultCode 修正或放弃；被拒的支付须换新的 paymentRequestId。',
  ],
  seenBy: 'both',
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perProcess(trace, (attempt) => [
      ...ofPays(trace, attempt, parameters),
      ...ofInquiries(attempt, allowanceMs),
      ...ofCancels(attempt, parameters),
      ...ofRefunds(trace, attempt, parameters),
    ])
  },
})

const isF = ({ outcome }: Call) =>
  outcome === 'BIZFAIL' || outcome === 'REJECT' || outcome === 'NOTEXIST'

const codeIn = ({ result }: Call) => result?.subCode ?? result?.code ?? 'F'

function ofPays(trace: Trace, attempt: Attempt, parameters: Parameters): Finding[] {
  const refused = attempt.calls.find((call) => call.op === 'PAY' && isF(call))
  if (!refused) return []
  const code = codeIn(refused)
  const later = callsAfter(attempt, refused).filter(({ manual }) => !manual)
  const again = later.filter(({ op }) => op === 'PAY')
  const asked = later.filter(({ op }) => op === 'QUERY')
  if (again.length > 0) {
    const evidence = [refused.evidence, again.flatMap((call) => call.evidence)]
    const en = `A payment answered F (${code}) was sent ${again.length} times more under its id.`
    const zh = `支付返回 F（${code}）后以同一请求号又发送 ${again.length} 次。`
    return [finding(markOf(again.length, parameters.repeatsOfRefused), evidence, en, zh)]
  }
  if (asked.length > parameters.inquiriesOfRefused.pass) {
    const evidence = [refused.evidence, asked.flatMap((call) => call.evidence)]
    const en = `A payment answered F (${code}) was asked for ${asked.length} times.`
    return [finding('warn', evidence, en, `支付返回 F（${code}）后又查询 ${asked.length} 次。`)]
  }
  return ofBelief(trace, attempt, refused, parameters)
}

function markOf(count: number, { pass, warn }: Count) {
  if (count <= pass) return 'pass' as const
  return count <= warn ? ('warn' as const) : ('fail' as const)
}

/** The sale's word is about its latest attempt. */
function ofBelief(
  trace: Trace,
  attempt: Attempt,
  refused: Call,
  { beliefSettlesMs }: Parameters,
): Finding[] {
  const { sale } = attempt
  const readMs = refused.seenMs + beliefSettlesMs
  const isLatest = sale.attempts.at(-1) === attempt
  if (!isLatest || trace.endMs < readMs || newsOf(attempt).length > 0) return []
  if (personAfter(attempt, refused.startMs) <= readMs) return []
  const belief = sale.beliefs.findLast(({ elapsedMs }) => elapsedMs <= readMs)
  if (!belief) return []
  const isUnpaid = belief.status === 'UNPAID' || belief.status === 'REVERSED'
  const code = codeIn(refused)
  const en = `A payment answered F (${code}) is shown as ${belief.status}.`
  const zh = `支付返回 F（${code}），商户显示 ${belief.status}。`
  const mark = isUnpaid ? 'pass' : belief.status === 'PAID' ? 'fail' : 'warn'
  return [finding(mark, [refused.evidence, belief.seq], en, zh)]
}

function ofInquiries({ calls, sale }: Attempt, allowanceMs: number): Finding[] {
  const failed = calls.filter((call) => call.op === 'QUERY' && isF(call))
  const [first] = failed
  if (!first || sale.beliefs.length === 0) return []
  const hit = turnsTo(sale, ['PAID']).find(({ seq, elapsedMs }) => {
    const reply = lastReply(sale, seq)
    return (
      reply !== undefined && failed.includes(reply) && !knewOfPayment(sale, elapsedMs + allowanceMs)
    )
  })
  const code = codeIn(first)
  if (hit) {
    const en = `An inquiry answered F (${code}), and the sale was shown as PAID.`
    return [
      finding('fail', [first.evidence, hit.seq], en, `查询返回 F（${code}），商户却显示已支付。`),
    ]
  }
  const en = `An inquiry answered F (${code}) was not taken for a payment.`
  return [finding('pass', [first.evidence], en, `查询返回 F（${code}），未当作支付成功。`)]
}

function ofCancels(attempt: Attempt, { repeatsOfRefused }: Parameters): Finding[] {
  const refused = attempt.calls.find(
    (call) => call.op === 'CANCEL' && isF(call) && call.result?.reason !== 'CancelTooLate',
  )
  if (!refused) return []
  const again = callsAfter(attempt, refused).filter(({ op }) => op === 'CANCEL')
  const code = codeIn(refused)
  const en = `A cancel answered F (${code}) was sent ${again.length} times more.`
  const zh = `取消返回 F（${code}）后又发送 ${again.length} 次。`
  // A queue may look once more, and a person may press again.
  const mark = again.length > repeatsOfRefused.warn ? 'fail' : 'pass'
  return [finding(mark, [refused.evidence, again.flatMap((call) => call.evidence)], en, zh)]
}

function ofRefunds(
  trace: Trace,
  attempt: Attempt,
  { repeatsOfRefused, beliefSettlesMs }: Parameters,
): Finding[] {
  return readRefundNumbers(attempt).flatMap(({ calls, intent }): Finding[] => {
    const refused = calls.find((call) => isF(call))
    if (!refused || calls.some(({ outcome }) => outcome === 'OK')) return []
    const code = codeIn(refused)
    const again = calls.filter(({ seq }) => seq > refused.seq)
    const evidence = [refused.evidence, again.flatMap((call) => call.evidence)]
    if (again.length > repeatsOfRefused.warn) {
      const en = `A refund answered F (${code}) was sent ${again.length} times more.`
      return [finding('fail', evidence, en, `退款返回 F（${code}）后又发送 ${again.length} 次。`)]
    }
    const belief = believedOf(attempt.sale, intent?.refundId)
    if (!belief || trace.endMs - refused.seenMs < beliefSettlesMs) return []
    const en = `A refund answered F (${code}) is shown as ${belief.status}.`
    const zh = `退款返回 F（${code}），商户显示 ${belief.status}。`
    return [
      finding(belief.status === 'REFUNDED' ? 'fail' : 'pass', [...evidence, belief.seq], en, zh),
    ]
  })
}
