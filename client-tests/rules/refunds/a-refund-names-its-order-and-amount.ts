// REF-04: a refund names its order by out_trade_no or trade_no, and an amount above 0 with at most two
// decimals. Read from what was sent, because a request that is wrong is in no ledger.
import type { EntryOf } from '../../../server/journal/entry.ts'
import { readSales } from '../attempts.ts'
import { contentOf } from '../openapi-content.ts'
import { yuan } from '../figures.ts'
import { rule, verdictOf, type Occurrence } from '../rule.ts'

const AMOUNT = /^\d+(\.\d{1,2})?$/

export const aRefundNamesItsOrderAndAmount = rule({
  id: 'REF-04',
  source: '004:L187-191,L217-221',
  severity: 'minor',
  families: ['O'],
  title: ['A refund names its order and amount', '退款参数二选一必填'],
  trigger: ['A refund was sent', '发起过退款'],
  remedy: [
    'Send out_trade_no or trade_no, and refund_amount above 0 with at most two decimals.',
    '传 out_trade_no 或 trade_no，以及大于 0、最多两位小数的 refund_amount。',
  ],
  seenBy: 'traffic',
  needs: 'REFUND',
  timeless: true,
  check(trace) {
    const refunds = trace.of('request').filter(({ op }) => op === 'REFUND')
    const sales = readSales(trace)
    const saleOf = (outTradeNo: string | undefined) =>
      sales.find(({ attempts }) => attempts.some((one) => one.outTradeNo === outTradeNo))?.saleId
    return verdictOf(
      refunds.map(judge).map((found) => ({ ...found, sale: saleOf(found.outTradeNo) })),
    )
  },
})

function judge(request: EntryOf<'request'>): Occurrence {
  const { ids, amountFen } = request
  const sent = contentOf(request.wire)
  const outTradeNo = ids.outTradeNo ?? textOf(sent['out_trade_no'])
  const tradeNo = ids.tradeNo ?? textOf(sent['trade_no'])
  // An encrypted request cannot be read; what the gateway made of it still can.
  const amount = textOf(sent['refund_amount']) ?? (amountFen && yuan(amountFen))
  const evidence = [request.seq]
  const say = (status: 'pass' | 'fail', en: string, zh: string): Occurrence => ({
    status,
    outTradeNo,
    said: { en, zh },
    evidence,
  })
  if (!outTradeNo && !tradeNo) {
    const en = 'A refund named neither out_trade_no nor trade_no.'
    return say('fail', en, '退款请求未传 out_trade_no 和 trade_no。')
  }
  if (!amount || !AMOUNT.test(amount) || Number(amount) <= 0) {
    const en = `refund_amount was ${amount ? `"${amount}"` : 'missing'}.`
    return say('fail', en, `refund_amount ${amount ? `为 "${amount}"` : '缺失'}。`)
  }
  return say('pass', `The refund was of ${amount}.`, `退款金额为 ${amount}。`)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
