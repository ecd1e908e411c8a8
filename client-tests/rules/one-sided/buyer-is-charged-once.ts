// ONE-03: over all attempts of a sale the buyer pays once, and a second payment does not stand, or
// stand open, beside the first for longer than it takes to reverse it.
import type { Attempt, Sale } from '../attempts.ts'
import { readBands } from '../band.ts'
import { finding, perSale, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { seconds, yuan } from '../figures.ts'
import { readMoney } from './money.ts'

export const buyerIsChargedOnce = rule({
  id: 'ONE-03',
  source: '004:L168-169; 000:L40-42; 001:L88',
  severity: 'critical',
  families: ['O', 'A', 'M', 'W'],
  kind: 'outcome',
  title: ['Never charge twice', '不得重复收款'],
  trigger: ['A sale of the suite was paid', '测试订单已付款'],
  remedy: [
    'Lock the sale, settle the earlier attempt first, and refund what came twice.',
    '对订单加锁，先了结上一笔，多收的立即退款。',
  ],
  seenBy: 'traffic',
  comparesAttempts: true,
  needed: true,
  check(trace, parameters) {
    const limitMs = readBands(trace, parameters).upTo(parameters.doublePaymentMs)
    return perSale(trace, (sale) => {
      // Without the suite's sales nobody knows which numbers belong together.
      if (sale.saleId === undefined) return []
      const money = readMoney(trace, sale)
      if (money.paidFen === 0) return []
      const evidence = sale.attempts.flatMap(({ books }) => books.map(({ seq }) => seq))
      return [judge(sale, money.netFen, longestOverlap(sale), limitMs, evidence)]
    })
  },
})

function judge(
  sale: Sale,
  netFen: number,
  overlapMs: number,
  limitMs: number,
  evidence: readonly number[],
): Finding {
  const amount = yuan(sale.amountFen)
  const count = sale.attempts.length
  if (netFen > sale.amountFen) {
    const en = `The buyer paid ${yuan(netFen)} for a sale of ${amount} in ${count} attempts.`
    return finding('fail', evidence, en, `${amount} 的订单，${count} 次尝试共收 ${yuan(netFen)}。`)
  }
  if (overlapMs > limitMs) {
    const en = `Two attempts of one sale held, or could take, the buyer's money for ${seconds(overlapMs)}.`
    return finding('fail', evidence, en, `同一订单的两次尝试同时可收款达 ${seconds(overlapMs)}。`)
  }
  const en = `A sale of ${amount}, ${count} attempt(s): ${yuan(netFen)} stayed with the merchant.`
  return finding('pass', evidence, en, `${amount} 的订单，${count} 次尝试，实收 ${yuan(netFen)}。`)
}

interface Stretch {
  fromMs: number
  untilMs: number
}

/** The longest time during which one attempt was paid and another paid or payable. */
function longestOverlap({ attempts }: Sale): number {
  const overlaps = attempts.flatMap((a) =>
    attempts
      .filter((b) => b !== a)
      .flatMap((b) =>
        stretches(a, isHeld).flatMap((held) =>
          stretches(b, isPayable).map((payable) => overlap(held, payable)),
        ),
      ),
  )
  return Math.max(0, ...overlaps)
}

type Books = Attempt['books'][number]

const isHeld = ({ truth }: Books) => truth.paidFen > truth.refundedFen
const isPayable = (books: Books) => isHeld(books) || books.truth.status === 'WAIT_BUYER_PAY'

/** Unbroken stretches in which the books answer `holds`. */
function stretches({ books, sale }: Attempt, holds: (books: Books) => boolean): Stretch[] {
  const found: Stretch[] = []
  for (const [index, state] of books.entries()) {
    if (!holds(state)) continue
    const untilMs = books[index + 1]?.atMs ?? sale.restMs
    const before = found.at(-1)
    if (before?.untilMs === state.atMs) before.untilMs = untilMs
    else found.push({ fromMs: state.atMs, untilMs })
  }
  return found
}

function overlap(a: Stretch, b: Stretch): number {
  return Math.min(a.untilMs, b.untilMs) - Math.max(a.fromMs, b.fromMs)
}
