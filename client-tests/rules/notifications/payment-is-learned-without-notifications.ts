// NTF-14: an order by QR code or page that was paid is found paid by queries when no notification ever arrives.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'
import { readBands } from '../band.ts'
import { isPaid, isPaidNotice } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { expiryOf } from '../qr.ts'
import { rule } from '../rule.ts'

export const paymentIsLearnedWithoutNotifications = rule({
  id: 'NTF-14',
  source: '000:L4,L6; 004:L173-177,L403',
  severity: 'critical',
  families: ['O', 'A', 'M'],
  title: ['Works when notifications are lost', '通知丢失兜底'],
  trigger: [
    'A paid order by QR code or page was never notified',
    '扫码或网页订单已支付但没有收到通知',
  ],
  remedy: [
    'Query the orders of QR codes and pages until they are final; notifications may be lost.',
    '对扫码和网页订单主动查询直至终态，通知可能丢失。',
  ],
  seenBy: 'both',
  needs: 'shown-orders',
  check(trace, parameters) {
    return perAttempt(trace, (attempt) => {
      const { channel, books, notices, sale } = attempt
      const paid = books.find(({ truth }) => truth.paidFen > 0)
      const isGivenUp = sale.acts.some(({ act }) => act === 'cancel' || act === 'pay-again')
      if (channel === 'barcode' || !paid || isGivenUp || notices.some(isPaidNotice)) return []
      return judge(trace, attempt, paid.seq, parameters)
    })
  },
})

function judge(trace: Trace, attempt: Attempt, paidSeq: number, parameters: Parameters): Finding[] {
  const { beliefs } = attempt.sale
  const { upTo } = readBands(trace, parameters)
  const expiryMs = expiryOf(trace, attempt) ?? attempt.calls[0]?.startMs ?? 0
  const deadlineMs = expiryMs + upTo(parameters.learnedAfterExpiryMs)
  const paid = attempt.calls.filter(isPaid)
  const byItself = paid.find(({ manual, seenMs }) => !manual && seenMs <= deadlineMs)
  const shown = beliefs.find(({ status }) => status === 'PAID')
  const isShown = beliefs.length === 0 || shown !== undefined
  if (byItself && isShown) {
    const evidence = [paidSeq, byItself.evidence, shown?.seq ?? []]
    const en = 'No notification arrived, and a query found the payment.'
    return [finding('pass', evidence, en, '没有收到通知，通过查询得知已支付。')]
  }
  const late = paid[0]
  if (late && isShown) {
    const en = late.manual ? 'Only a person asked and found the payment.' : 'It was found late.'
    const zh = late.manual ? '只有人工查询才发现已支付。' : '发现得太晚。'
    const evidence = [paidSeq, late.evidence, shown?.seq ?? []]
    return [finding('warn', evidence, `No notification arrived. ${en}`, `没有收到通知。${zh}`)]
  }
  const last = beliefs.at(-1)
  if (trace.endMs < deadlineMs && last?.status !== 'UNPAID' && last?.status !== 'REVERSED') {
    const en = 'No notification arrived, and the run ended before the order had expired.'
    return [finding('inconclusive', [paidSeq], en, '没有收到通知，运行结束时订单尚未过期。')]
  }
  return [
    finding(
      'fail',
      [paidSeq, last?.seq ?? []],
      `Paid, but no notification arrived and no query found it; shown as ${last?.status ?? 'nothing'}.`,
      `已支付，但没有收到通知，也未通过查询发现；显示为 ${last?.status ?? '无'}。`,
    ),
  ]
}
