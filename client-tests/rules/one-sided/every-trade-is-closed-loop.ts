// ONE-05: when all is quiet no attempt is left waiting or payable at the gateway.
import type { Trace } from '../../../server/journal/trace.ts'
import { truthOf, type Attempt } from '../attempts.ts'
import { finding, perSale, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { isLiveQr } from '../qr.ts'
import { rule } from '../rule.ts'

export const everyTradeIsClosedLoop = rule({
  id: 'ONE-05',
  source: '004:L171-173; 000:L31-34',
  severity: 'critical',
  families: ['O', 'A', 'M', 'W'],
  kind: 'outcome',
  title: ['Every trade is closed-loop', '交易闭环'],
  trigger: ['A trade came to be at the gateway', '网关产生了交易'],
  remedy: [
    'Cancel, close or let expire whatever you give up, and retry until it is confirmed.',
    '放弃的交易必须撤销、关闭或设置超时，并确认成功。',
  ],
  seenBy: 'traffic',
  check(trace, parameters) {
    return perSale(trace, ({ attempts }) =>
      attempts.flatMap((attempt) => judge(trace, attempt, parameters)),
    )
  },
})

function judge(trace: Trace, attempt: Attempt, { quietMs }: Parameters): Finding[] {
  const truth = truthOf(attempt)
  const live = isLiveQr(trace, attempt, attempt.sale.restMs)
  const shown = attempt.calls.some((call) => call.op === 'PRECREATE' && call.outcome === 'OK')
  // Nothing at the gateway and no QR in anybody's hands: there is nothing to close.
  if (!truth && !shown) return []
  const evidence = attempt.books.at(-1)?.seq ?? attempt.calls[0]?.evidence ?? []
  const number = attempt.outTradeNo
  const state = truth?.status ?? (live ? 'QR' : 'expired')
  if (state !== 'WAIT_BUYER_PAY' && state !== 'QR') {
    return [
      finding('pass', [evidence], `${number} ended as ${state}.`, `${number} 终态为 ${state}。`),
    ]
  }
  const last = attempt.calls.at(-1)
  const calls = last?.evidence ?? []
  if (!isQuiet(trace, attempt, quietMs)) {
    const en = `${number} is ${state}, and the trace ends before all is quiet.`
    return [finding('inconclusive', [evidence], en, `${number} 为 ${state}，记录在静默之前结束。`)]
  }
  const escalated = attempt.sale.beliefs.at(-1)?.status === 'ESCALATED'
  return [
    finding(
      escalated ? 'warn' : 'fail',
      [evidence, calls],
      `${number} was left ${state}${escalated ? ', though escalated to a person' : ''}: the buyer can still pay.`,
      `${number} 仍为 ${state}${escalated ? '（已上报人工）' : ''}，买家仍可付款。`,
    ),
  ]
}

function isQuiet(trace: Trace, attempt: Attempt, quietMs: number): boolean {
  const lastMs = Math.max(...attempt.calls.map((call) => call.startMs))
  const over = trace
    .of('scenario')
    .some(
      ({ scenario, phase, elapsedMs }) =>
        scenario === attempt.sale.scenario && phase !== 'started' && elapsedMs >= lastMs,
    )
  return over || trace.endMs - lastMs >= quietMs
}
