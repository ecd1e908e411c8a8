// REF-01: refunds that are meant to be two carry two out_request_no; one number never carries two
// amounts. A missing number is REF-02's.
import type { Attempt, Sale } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { readIntents, readRefundNumbers, type RefundNumber } from '../refunds.ts'
import { rule } from '../rule.ts'
import { yuan } from '../figures.ts'

export const eachRefundIntentHasItsOwnNumber = rule({
  id: 'REF-01',
  source: '000:L7-9; 004:L13-17,L197-198',
  severity: 'critical',
  families: ['O'],
  title: ['One out_request_no per refund', '部分退款换请求号'],
  trigger: ['An order was refunded twice', '同一订单退款两次以上'],
  remedy: [
    'Draw a new out_request_no for each refund intent.',
    '每笔退款使用新的 out_request_no。',
  ],
  seenBy: 'both',
  comparesAttempts: true,
  needs: 'REFUND',
  timeless: true,
  check(trace) {
    return perAttempt(trace, (attempt) => {
      const numbers = readRefundNumbers(attempt)
      const reused = numbers.flatMap((number) => amountsOf(number))
      return reused.length > 0 ? reused : intentsOf(attempt, numbers)
    })
  },
})

function amountsOf({ outRequestNo, calls }: RefundNumber): Finding[] {
  const [first] = calls
  const other = calls.find((call) => call.amountFen !== first?.amountFen)
  if (!first || !other) return []
  const amounts = `${yuan(first.amountFen ?? 0)}, ${yuan(other.amountFen ?? 0)}`
  return [
    finding(
      'fail',
      [first.evidence, other.evidence],
      `out_request_no ${outRequestNo} was used for two amounts: ${amounts}.`,
      `out_request_no ${outRequestNo} 用于两个金额：${amounts}。`,
    ),
  ]
}

function intentsOf({ sale }: Attempt, numbers: readonly RefundNumber[]): Finding[] {
  const used = sale.attempts.flatMap((attempt) => readRefundNumbers(attempt))
  const unnumbered = sale.attempts
    .flatMap((attempt) => attempt.calls)
    .some(({ op, ids }) => op === 'REFUND' && ids.outRequestNo === undefined)
  const believed = believedRefunds(sale)
  const calls = numbers.flatMap((number) => number.calls)
  const evidence = [calls.flatMap((call) => call.evidence), believed.map(({ seq }) => seq)]
  if (numbers.length > 0 && believed.length > used.length && !unnumbered) {
    const en = `${believed.length} refunds were believed done, but they shared ${used.length} out_request_no.`
    const zh = `认为已完成 ${believed.length} 笔退款，却只用了 ${used.length} 个 out_request_no。`
    return [finding('fail', evidence, en, zh)]
  }
  if (numbers.length < 2) return []
  const en = `${numbers.length} refunds carried ${numbers.length} different out_request_no.`
  return [finding('pass', evidence, en, `${numbers.length} 笔退款使用了不同的 out_request_no。`)]
}

/** The last word on each intent of the sale, where it is "refunded". */
function believedRefunds(sale: Sale) {
  const intents = new Set(readIntents(sale).map(({ refundId }) => refundId))
  const last = new Map(sale.refundBeliefs.map((belief) => [belief.refundId, belief]))
  return [...last.values()].filter(
    ({ refundId, status }) => status === 'REFUNDED' && intents.has(refundId),
  )
}
