// REF-01: refunds that are meant to be two carry two out_request_no; one number never carries two
// amounts. A missing number is REF-02's.
import type { Attempt, Call, Sale } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { readIntents, readRefundNumbers, type RefundNumber } from '../refunds.ts'
import type { Rule } from '../rule.ts'
import { yuan } from '../said.ts'

export const eachRefundIntentHasItsOwnNumber: Rule = {
  id: 'REF-01',
  source: '000:L7-9; 004:L13-17,L197-198',
  check(trace) {
    return perAttempt(trace, (attempt) => {
      const numbers = readRefundNumbers(attempt)
      const reused = numbers.flatMap((number) => amountsOf(number))
      return reused.length > 0 ? reused : intentsOf(attempt, numbers)
    })
  },
}

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

function intentsOf(attempt: Attempt, numbers: readonly RefundNumber[]): Finding[] {
  const calls = numbers.flatMap((number) => number.calls)
  const believed = believedRefunds(attempt.sale)
  const evidence = [calls.map((call) => call.evidence).flat(), believed.map(({ seq }) => seq)]
  if (
    believed.length > movements(calls) &&
    numbers.length < believed.length &&
    numbers.length > 0
  ) {
    const en = `${believed.length} refunds were believed done, but they shared ${numbers.length} out_request_no.`
    const zh = `认为已完成 ${believed.length} 笔退款，却只用了 ${numbers.length} 个 out_request_no。`
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

/** Distinct numbers under which money moved. */
function movements(calls: readonly Call[]): number {
  return new Set(calls.filter((call) => call.outcome === 'OK').map((call) => call.ids.outRequestNo))
    .size
}
