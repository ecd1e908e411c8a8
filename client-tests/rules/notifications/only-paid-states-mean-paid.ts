// NTF-08: waiting, closed and unknown states are no payment; TRADE_SUCCESS and TRADE_FINISHED are.
import type { Attempt } from '../attempts.ts'
import { readBands } from '../band.ts'
import { isPaidNotice } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { isPaidStatus } from '../outcome.ts'
import { rule } from '../rule.ts'
import { judgeBent } from './bent-notices.ts'

export const onlyPaidStatesMeanPaid = rule({
  id: 'NTF-08',
  source: '004:L345-351,L423-429',
  severity: 'critical',
  families: ['O', 'M'],
  title: ['Only TRADE_SUCCESS and TRADE_FINISHED mean paid', '仅两种状态为支付成功'],
  trigger: ['A notification told another state, or TRADE_FINISHED', '收到其他状态的通知'],
  remedy: [
    'Book a payment for TRADE_SUCCESS and TRADE_FINISHED, and for nothing else.',
    '仅 TRADE_SUCCESS 与 TRADE_FINISHED 视为支付成功。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  check(trace, parameters) {
    const { allowanceMs, upTo } = readBands(trace, parameters)
    const limitMs = upTo(parameters.beliefAfterNoticeMs)
    return perAttempt(trace, (attempt) => [
      ...unpaidStates(attempt).flatMap((state) =>
        judgeBent(
          attempt,
          {
            is: (notice) => tellsNoPayment(notice) && notice.tradeStatus === state,
            en: `a notification of ${state}`,
            zh: `状态为 ${state} 的通知`,
          },
          allowanceMs,
        ),
      ),
      ...judgeFinished(attempt, trace.endMs - limitMs),
    ])
  },
})

function tellsNoPayment({ bend, tradeStatus }: Notice): boolean {
  return (bend === undefined || bend === 'state') && !isPaidStatus(tradeStatus)
}

function unpaidStates({ notices }: Attempt): string[] {
  return [...new Set(notices.filter(tellsNoPayment).map(({ tradeStatus }) => tradeStatus))]
}

/** The first that was told of the payment was TRADE_FINISHED: paid, and for good. */
function judgeFinished(attempt: Attempt, lastMs: number): Finding[] {
  const { sale } = attempt
  const first = attempt.notices.find((notice) => isPaidNotice(notice) && !notice.ofRefund)
  const isJudged = first && first.httpStatus !== undefined && first.sentMs <= lastMs
  if (!isJudged || first.tradeStatus !== 'TRADE_FINISHED' || sale.beliefs.length === 0) return []
  const paid = sale.beliefs.find(({ status }) => status === 'PAID')
  if (paid) {
    const evidence = [first.evidence, paid.seq]
    return [
      finding('pass', evidence, 'TRADE_FINISHED was read as paid.', 'TRADE_FINISHED 视为已支付。'),
    ]
  }
  const last = sale.beliefs.at(-1)
  return [
    finding(
      'fail',
      [first.evidence, last?.seq ?? []],
      `After TRADE_FINISHED the sale is shown as ${last?.status ?? ''}.`,
      `收到 TRADE_FINISHED 后仍显示为 ${last?.status ?? ''}。`,
    ),
  ]
}
