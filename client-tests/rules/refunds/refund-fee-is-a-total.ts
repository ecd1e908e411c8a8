// REF-05: refund_fee in a reply is all that has gone back so far, not what this refund gave back.
import type { Attempt, Sale } from '../attempts.ts'
import { finding, perSale, type Finding } from '../judge.ts'
import { readRefundNumbers } from '../refunds.ts'
import { rule } from '../rule.ts'
import { yuan } from '../figures.ts'

export const refundFeeIsATotal = rule({
  id: 'REF-05',
  source: '004:L223-226',
  severity: 'major',
  families: ['O'],
  title: ['refund_fee is the total refunded', 'refund_fee 为已退总额'],
  trigger: ['Two refunds of one order were made', '同一订单成功退款两次以上'],
  remedy: [
    'Book the amount you asked for; refund_fee is the sum of all refunds.',
    '按请求金额入账；refund_fee 是累计退款总额。',
  ],
  seenBy: 'adapter',
  needs: 'REFUND',
  timeless: true,
  check(trace) {
    return perSale(trace, judge)
  },
})

interface Made {
  ownFen: number
  /** What the reply gave as `refund_fee`. */
  totalFen: number
  refundId: string | undefined
  evidence: readonly number[]
}

function judge(sale: Sale): Finding[] {
  const made = sale.attempts.flatMap((attempt) => refundsMade(attempt))
  const last = sale.beliefs.at(-1)
  if (made.length < 2 || !last) return []
  const own = made.map(({ ownFen }) => ownFen)
  const booked = last.effects
    .filter(({ type }) => type === 'REFUNDED')
    .map(({ amountFen }) => amountFen)
  const believed = made.map(
    ({ refundId }) =>
      sale.refundBeliefs.findLast((belief) => belief.refundId === refundId)?.amountFen,
  )
  const wrong = made.find(
    ({ ownFen, totalFen }, place) =>
      totalFen !== ownFen &&
      ((booked.includes(totalFen) && !own.includes(totalFen)) || believed[place] === totalFen),
  )
  const evidence = [made.map((one) => one.evidence).flat(), last.seq]
  const sums = { own: sum(own), totals: sum(made.map(({ totalFen }) => totalFen)) }
  const en = `Refunds of ${own.map(yuan).join(' and ')} came to ${yuan(last.refundedFen)} in the books`
  const zh = `退款 ${own.map(yuan).join('、')}，商户累计 ${yuan(last.refundedFen)}`
  if (wrong || (last.refundedFen === sums.totals && sums.totals !== sums.own)) {
    const fee = yuan(wrong?.totalFen ?? made.at(-1)?.totalFen ?? 0)
    const why = `: refund_fee ${fee} was taken for one refund.`
    return [
      finding('fail', evidence, `${en}${why}`, `${zh}：把 refund_fee ${fee} 当成了单笔金额。`),
    ]
  }
  // Any other difference is ONE-06's.
  return last.refundedFen === sums.own ? [finding('pass', evidence, `${en}.`, `${zh}。`)] : []
}

/** Refunds that people asked for and the gateway made, in the order of their replies. */
function refundsMade(attempt: Attempt): Made[] {
  let totalFen = 0
  return readRefundNumbers(attempt)
    .flatMap(({ calls, intent }) => {
      const done = calls.find(({ outcome }) => outcome === 'OK')
      return done && intent ? [{ done, refundId: intent.refundId }] : []
    })
    .toSorted((a, b) => a.done.seenMs - b.done.seenMs)
    .map(({ done, refundId }) => {
      const ownFen = done.amountFen ?? 0
      totalFen += ownFen
      const { evidence, result } = done
      return { ownFen, totalFen: result?.refundFen ?? totalFen, refundId, evidence }
    })
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
