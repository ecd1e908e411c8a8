// REF-06: the same refund answered again (fund_change=N) is the same money, and one entry in the books.
// Who asks after an unknown refund instead of repeating it hears of the same money by REFQUERY.
// Only that it was booked again is judged here; a wrong amount in one entry is ONE-06's.
import type { Call, Sale } from '../attempts.ts'
import { finding, perSale, type Finding } from '../judge.ts'
import { readIntents, readRefundNumbers, type RefundNumber } from '../refunds.ts'
import { rule } from '../rule.ts'
import { yuan } from '../figures.ts'

export const aRepeatedRefundReplyIsNoNewMoney = rule({
  id: 'REF-06',
  source: '004:L198',
  severity: 'critical',
  families: ['O'],
  title: ['A repeated refund reply is no new money', '退款幂等返回不重复入账'],
  trigger: ['A refund was answered again (fund_change=N)', '退款重复应答（fund_change=N）'],
  remedy: ['Book each out_request_no once.', '每个 out_request_no 只入账一次。'],
  seenBy: 'adapter',
  needs: 'REFUND',
  timeless: true,
  check(trace) {
    return perSale(trace, judge)
  },
})

const isFound = ({ op, outcome, result }: Call): boolean =>
  op === 'REFQUERY' && outcome === 'OK' && result?.refundFen !== undefined

function judge(sale: Sale): Finding[] {
  const numbers = sale.attempts.flatMap((attempt) => readRefundNumbers(attempt))
  const refQueries = sale.attempts.flatMap(({ calls }) => calls.filter(isFound))
  const repeats = numbers.flatMap(({ outRequestNo, calls }) => {
    const done = calls.filter(({ outcome }) => outcome === 'OK')
    const [unknown] = calls.filter(({ outcome }) => outcome === 'UNK')
    return [
      ...done.filter(({ result }, place) => place > 0 || result?.fundChange === 'N'),
      ...refQueries.filter(
        ({ ids, seq }) => ids.outRequestNo === outRequestNo && unknown && unknown.endSeq < seq,
      ),
    ]
  })
  if (repeats.length === 0 || sale.beliefs.length === 0) return []
  const cancelled = sale.attempts.filter(({ calls }) =>
    calls.some(({ op, outcome }) => op === 'CANCEL' && outcome === 'OK'),
  )
  const entries = (type: string) =>
    Math.max(
      ...sale.beliefs.map(({ effects }) => effects.filter((effect) => effect.type === type).length),
    )
  const intents = readIntents(sale)
  // Two intents under one number are REF-01's.
  const allowed = Math.max(numbers.length, intents.length) + cancelled.length
  const booked = entries('REFUNDED')
  const evidence = [repeats.flatMap((call) => call.evidence), sale.beliefs.at(-1)?.seq ?? []]
  if (booked > allowed) {
    const en = `A refund that was answered again was booked again: ${booked} entries, ${allowed} refunds.`
    const zh = `重复应答的退款被重复入账：共 ${booked} 笔入账，实际 ${allowed} 笔退款。`
    return [finding('fail', evidence, en, zh)]
  }
  const believedFen = Math.max(...sale.beliefs.map(({ refundedFen }) => refundedFen))
  // Where no entry is shown, only the sum tells: what was booked again is a whole refund too much.
  const asked = askedOf(numbers, intents)
  const askedFen = cancelled.length * sale.amountFen + asked.sumFen
  if (booked === 0 && believedFen >= askedFen + asked.smallestFen) {
    const en = `A refund that was answered again was booked again: ${yuan(believedFen)} of ${yuan(askedFen)} asked for.`
    const zh = `重复应答的退款被重复入账：共记 ${yuan(believedFen)}，实际请求 ${yuan(askedFen)}。`
    return [finding('fail', evidence, en, zh)]
  }
  if (booked === 0 && believedFen === 0) return []
  const en = 'A refund that was answered again was booked once.'
  return [finding('pass', evidence, en, '重复应答的退款只入账一次。')]
}

/** What was asked back, by numbers or by intents: the more of the two, and the smallest of them. */
function askedOf(numbers: readonly RefundNumber[], intents: readonly { amountFen?: number }[]) {
  const byNumber = numbers.map(({ calls }) => calls[0]?.amountFen ?? 0)
  const byIntent = intents.map(({ amountFen = 0 }) => amountFen)
  const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0)
  return {
    sumFen: Math.max(sum(byNumber), sum(byIntent)),
    smallestFen: Math.min(...[...byNumber, ...byIntent].filter((one) => one > 0)),
  }
}
