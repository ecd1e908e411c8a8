// POLL-08: after 10003, or an unknown outcome, a sale is neither paid nor unpaid until something else
// arrives. A flip of belief is booked on the last reply delivered before it. Forms of "unknown" that
// may be mistaken for an answer are EXC-13's.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call, type Sale } from '../attempts.ts'
import { readBands } from '../band.ts'
import { lastReply, newsOf, turnsTo } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import { codeOf, isNamedUnknown } from '../outcome.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'

export const openOutcomeIsNeitherSuccessNorFailure = rule({
  id: 'POLL-08',
  source: '003:L15-18; 000:L15',
  severity: 'critical',
  families: ['O'],
  title: [
    'Waiting and unknown are neither success nor failure',
    '待付款与结果未知既非成功也非失败',
  ],
  trigger: ['A PAY waits for the buyer, or its outcome is unknown', '支付等待买家付款或结果未知'],
  remedy: [
    'Show the sale as waiting until a query, a cancel or a notification tells more.',
    '在查询、撤销或通知给出结果之前，订单保持等待状态。',
  ],
  seenBy: 'both',
  needs: 'PAY',
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perProcess(trace, (attempt) =>
      attempt.calls
        .filter((call) => isOpen(call, parameters))
        .map((pay) =>
          attempt.sale.beliefs.length > 0
            ? judgeBelief(attempt.sale, pay, allowanceMs)
            : judgeTraffic(trace, attempt, pay, parameters),
        ),
    )
  },
})

function isOpen({ op, outcome, result, arrived, hung }: Call, parameters: Parameters): boolean {
  if (op !== 'PAY' || hung) return false
  return outcome === 'PEND' || (outcome === 'UNK' && isNamedUnknown(result, arrived, parameters))
}

function judgeBelief(sale: Sale, pay: Call, allowanceMs: number): Finding {
  const flip = flips(sale).find(
    ({ seq, elapsedMs }) =>
      lastReply(sale, seq) === pay && !isExplained(sale, pay, elapsedMs + allowanceMs),
  )
  const answer = codeOf(pay)
  const heard = pay.result ? answer : '无应答'
  if (flip) {
    const en = `PAY was answered with ${answer}, and the sale was then shown as ${flip.status}.`
    const zh = `支付结果为 ${heard}，商户却显示 ${flip.status}。`
    return finding('fail', [pay.evidence, flip.seq], en, zh)
  }
  const en = `After ${answer} the sale was neither paid nor unpaid until more was known.`
  return finding('pass', [pay.evidence], en, `${heard} 之后，在获知更多信息前未判成败。`)
}

/** Belief entries at which the sale turned to any end, or was booked as paid. */
function flips(sale: Sale) {
  const booked = sale.beliefs.filter(
    ({ effects }, index) => hasPaid(effects) && !hasPaid(sale.beliefs[index - 1]?.effects ?? []),
  )
  const ended = ['PAID', 'UNPAID', 'REVERSED', 'REFUNDED'].flatMap((end) => turnsTo(sale, [end]))
  return [...ended, ...booked].toSorted((a, b) => a.seq - b.seq)
}

function hasPaid(effects: readonly { type: string }[]): boolean {
  return effects.some(({ type }) => type === 'PAID')
}

/** A notification, or a person, said so. */
function isExplained(sale: Sale, pay: Call, byMs: number): boolean {
  const isKnown = sale.attempts
    .flatMap((attempt) => newsOf(attempt))
    .some(({ atMs }) => atMs >= pay.startMs && atMs <= byMs)
  const decided = sale.acts.some(
    ({ act, startedMs }) =>
      (act === 'resolve' || act === 'cancel') && startedMs >= pay.startMs && startedMs <= byMs,
  )
  return isKnown || decided
}

/** Without the merchant's own word only silence tells that the outcome was taken for final. */
function judgeTraffic(
  trace: Trace,
  attempt: Attempt,
  pay: Call,
  { silenceMs }: Parameters,
): Finding {
  const next = callsAfter(attempt, pay)[0]
  const news = newsOf(attempt).find(({ atMs }) => atMs >= pay.seenMs)
  const followed = next?.evidence ?? news?.evidence
  if (followed) {
    const en = 'The open PAY was followed up.'
    return finding('pass', [pay.evidence, followed], en, '未决的支付有后续处理。')
  }
  if (trace.endMs - pay.seenMs < silenceMs) {
    const en = 'The trace ends too early to tell.'
    return finding('inconclusive', [pay.evidence], en, '记录过早结束，无法判定。')
  }
  const en = 'Nothing followed a PAY that was neither paid nor refused.'
  return finding('fail', [pay.evidence], en, '支付未决，其后却没有任何调用。')
}
