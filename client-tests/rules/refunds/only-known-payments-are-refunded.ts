// REF-07: nothing is refunded that was never seen paid. What the back office confirmed is exempt.
import type { Trace } from '../../../server/journal/trace.ts'
import { readSales, type Attempt, type Call, type Sale } from '../attempts.ts'
import { newsOf, knewOfPayment } from '../evidence.ts'
import { finding, perAttempt, perSale, type Finding } from '../judge.ts'
import { believedOf, readRefundNumbers } from '../refunds.ts'
import { rule, verdictOf, type Occurrence } from '../rule.ts'

export const onlyKnownPaymentsAreRefunded = rule({
  id: 'REF-07',
  source: '002:L67-68; 004:L191; for openapi an extension of the seeds',
  severity: 'major',
  families: ['O', 'A', 'M', 'W'],
  title: ['Only known payments are refunded', '仅已付款交易可退'],
  trigger: [
    'A refund was sent, or asked for before the payment was known',
    '发起过退款，或在支付未确认时要求退款',
  ],
  remedy: [
    'Refuse refunds of orders that were not seen TRADE_SUCCESS; query first.',
    '未确认 TRADE_SUCCESS 的订单不退款，先查询。',
  ],
  seenBy: 'both',
  needs: 'REFUND',
  check(trace) {
    const sent = perAttempt(trace, judge)
    const unsent = perSale(trace, refrained)
    return verdictOf([...sent.occurrences, ...unsent.occurrences, ...ofUnknownOrders(trace)])
  },
})

function judge(attempt: Attempt): Finding[] {
  const refunds = attempt.calls.filter((call) => call.op === 'REFUND')
  const blind = refunds.filter((call) => !wasKnown(attempt, call))
  const [first] = refunds
  if (!first) return []
  const evidence = blind.flatMap((call) => call.evidence)
  if (blind.length === 0) {
    const en = 'The refund was of a payment known to have succeeded.'
    return [finding('pass', [first.evidence], en, '退款针对已知成功的支付。')]
  }
  const isDone = readRefundNumbers(attempt).some(
    ({ calls, intent }) =>
      calls.some((call) => blind.includes(call)) &&
      believedOf(attempt.sale, intent?.refundId)?.status === 'REFUNDED',
  )
  const isRefused = blind.length === 1 && (blind[0]?.outcome ?? 'OK') !== 'OK'
  const en = `${blind.length} refund calls were made for a payment never seen to succeed.`
  const zh = `对从未确认成功的支付发起了 ${blind.length} 次退款。`
  return [finding(isRefused && !isDone ? 'warn' : 'fail', [evidence], en, zh)]
}

function wasKnown(attempt: Attempt, { startMs }: Call): boolean {
  const isKnown = newsOf(attempt).some(({ kind, atMs }) => kind === 'paid' && atMs <= startMs)
  return (
    isKnown ||
    attempt.sale.acts.some(({ act, startedMs }) => act === 'resolve' && startedMs <= startMs)
  )
}

/** Somebody asked for a refund of what is not known to be paid, and nothing was sent. */
function refrained(sale: Sale): Finding[] {
  const asked = sale.acts.filter(
    ({ act, startedMs }) => act === 'refund' && !knewOfPayment(sale, startedMs),
  )
  const sent = sale.attempts.some(({ calls }) => calls.some(({ op }) => op === 'REFUND'))
  if (asked.length === 0 || sent) return []
  const en = 'A refund of what was not known to be paid was asked for, and not sent.'
  const evidence = asked.map(({ seq }) => seq)
  return [finding('pass', evidence, en, '对未确认支付的订单要求退款，商户没有发送请求。')]
}

/** Refunds of orders that this trace never saw opened; in passive traffic they may be older. */
function ofUnknownOrders(trace: Trace): Occurrence[] {
  if (trace.of('sale').length === 0) return []
  const sales = readSales(trace)
  const known = new Set(sales.flatMap(({ attempts }) => attempts.map((one) => one.outTradeNo)))
  const tradeNos = new Set([...trace.truths.values()].map(({ tradeNo }) => tradeNo))
  return trace.exchanges
    .filter(({ op, ids }) => {
      const isKnown = ids.outTradeNo ? known.has(ids.outTradeNo) : tradeNos.has(ids.tradeNo ?? '')
      return op === 'REFUND' && !isKnown && (ids.outTradeNo ?? ids.tradeNo) !== undefined
    })
    .map(({ ids, seq }) => ({
      status: 'fail',
      outTradeNo: ids.outTradeNo,
      said: {
        en: 'A refund was sent for an order that this merchant never sold.',
        zh: '对商户从未发起的订单发送了退款。',
      },
      evidence: [seq],
    }))
}
