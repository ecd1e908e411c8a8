// AMS-14: each payment has a paymentRequestId of its own, for ever, and it is not the number of the business order: a
// sale may be paid more than once, and the shop knows which ids belong to it. The very same request again is no new
// payment.
import type { Trace } from '../../../server/journal/trace.ts'
import { readSales, type Attempt, type Call } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { payloadOf, textWithout } from '../payload.ts'
import { rule } from '../rule.ts'

export const eachPaymentHasAnIdOfItsOwn = rule({
  id: 'AMS-14',
  source: '001:L113-118',
  severity: 'major',
  families: ['A'],
  title: ['A paymentRequestId of its own per payment', '每次支付使用独立的支付请求 ID'],
  trigger: ['A pay was sent', '发起了支付'],
  remedy: [
    'Draw a new paymentRequestId for each payment, and keep which order it belongs to.',
    '每次支付生成新的 paymentRequestId，并保存其与业务订单号的对应关系。',
  ],
  seenBy: 'both',
  timeless: true,
  check(trace) {
    const constants = constantsIn(trace)
    return perAttempt(trace, (attempt) => [
      ...ofTwoPayments(trace, attempt),
      ...ofBusinessNumber(attempt, constants),
      ...ofMapping(attempt),
    ])
  },
})

/** Two requests under one id that are not one request sent twice. */
function ofTwoPayments(trace: Trace, attempt: Attempt): Finding[] {
  const [first, ...more] = attempt.calls.filter(({ op }) => op === 'PAY' || op === 'PRECREATE')
  if (!first) return []
  const textOf = ({ seq, op, amountFen, ids }: Call) =>
    [op, amountFen, ids.authCode, textWithout(payloadOf(trace, { seq }), [])].join(' ')
  const other = more.find((call) => textOf(call) !== textOf(first))
  if (other) {
    const en = 'Two different payments were sent under one paymentRequestId.'
    return [
      finding('fail', [first.evidence, other.evidence], en, '同一支付请求 ID 用于两笔不同的支付。'),
    ]
  }
  return [
    finding('pass', [first.evidence], 'The payment has an id of its own.', '支付请求 ID 独立。'),
  ]
}

/** What stands beside the number of the sale in the ids that hold it. */
function constantsIn(trace: Trace): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { saleId, attempts } of readSales(trace)) {
    const [first] = attempts
    const rest = first && restOf(first.outTradeNo, saleId)
    if (rest !== undefined) counts.set(rest, (counts.get(rest) ?? 0) + 1)
  }
  return counts
}

function restOf(id: string, saleId: string | undefined): string | undefined {
  if (!saleId || !id.includes(saleId)) return undefined
  return id.replace(saleId, '…')
}

function ofBusinessNumber(
  { outTradeNo, sale, calls }: Attempt,
  constants: ReadonlyMap<string, number>,
): Finding[] {
  const rest = restOf(outTradeNo, sale.saleId)
  const isOrder = rest === '…'
  // One alone may be chance; the same text beside two sales' numbers is none.
  const isDerived = rest !== undefined && (constants.get(rest) ?? 0) > 1
  if (!isOrder && !isDerived) return []
  const evidence = [calls[0]?.evidence ?? []]
  const en = isOrder
    ? 'The paymentRequestId is the number of the sale.'
    : `The paymentRequestId is the number of the sale and the same text each time: ${rest}.`
  const zh = isOrder
    ? '支付请求 ID 即业务订单号。'
    : `支付请求 ID 只是业务订单号加固定文本：${rest}。`
  return [finding('fail', evidence, en, zh)]
}

/** Where a shop names its payments at all, it has named each of them by the end. */
function ofMapping({ outTradeNo, sale, calls }: Attempt): Finding[] {
  const named = sale.beliefs.flatMap(({ attempts }) => attempts)
  const isNamed = named.some((one) => one.outTradeNo === outTradeNo)
  if (named.length === 0 || isNamed) return []
  const en = `The shop does not know that ${outTradeNo} belongs to this sale.`
  const zh = `商户未记录 ${outTradeNo} 属于该订单。`
  return [finding('fail', [calls[0]?.evidence ?? [], sale.beliefs.at(-1)?.seq ?? []], en, zh)]
}
