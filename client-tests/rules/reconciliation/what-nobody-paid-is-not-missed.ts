// REC-05: an order that was closed unpaid never appears in a bill, and its absence is no discrepancy.
import type { Trace } from '../../../server/journal/trace.ts'
import { readSales, truthOf } from '../attempts.ts'
import { finding } from '../judge.ts'
import { rule, verdictOf } from '../rule.ts'
import { readReconciliations } from './bills.ts'
import { numbersOf } from './names.ts'

export const whatNobodyPaidIsNotMissed = rule({
  id: 'REC-05',
  source: '003:L53',
  severity: 'minor',
  families: ['O', 'W'],
  title: ['What was closed unpaid is not missed in the bill', '未付撤销不在账单'],
  trigger: ['A bill was compared on a day with unpaid orders', '当日有未付关闭的订单'],
  remedy: [
    'Expect in the bill only what was paid.',
    '只核对已支付的订单，未付关闭的不应出现在账单中。',
  ],
  seenBy: 'adapter',
  needs: 'bills',
  check(trace) {
    const closed = closedUnpaid(trace)
    if (closed.length === 0) return verdictOf([])
    return verdictOf(
      readReconciliations(trace).map(({ act, discrepancies, download }) => {
        const missed = discrepancies.filter(({ ref }) => closed.includes(ref))
        const evidence = [download.evidence, act.seq]
        const refs = missed.map(({ ref }) => ref).join(', ')
        return missed.length === 0
          ? finding(
              'pass',
              evidence,
              'Orders that were closed unpaid raised no discrepancy.',
              '未付关闭的订单未被报告为差异。',
            )
          : finding(
              'fail',
              evidence,
              `Orders that were closed unpaid were reported: ${refs}.`,
              `未付关闭的订单被报告为差异：${refs}。`,
            )
      }),
    )
  },
})

/** The numbers of attempts that ended without money. */
function closedUnpaid(trace: Trace): string[] {
  return readSales(trace)
    .filter(({ saleId }) => saleId !== undefined)
    .flatMap(({ attempts }) => attempts)
    .filter((attempt) => {
      const truth = truthOf(attempt)
      return truth?.status === 'TRADE_CLOSED' && truth.paidFen === 0
    })
    .flatMap(numbersOf)
}
