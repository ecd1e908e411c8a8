// REC-03: whatever the bill and the books do not share is reported: paid there only, paid here only,
// another amount, a refund nobody asked for.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { readSales, truthOf } from '../attempts.ts'
import { finding } from '../judge.ts'
import { compareMoney } from '../one-sided/compare-money.ts'
import { rule, verdictOf, type Occurrence } from '../rule.ts'
import { readReconciliations, typeOf, type Reconciliation } from './bills.ts'
import { namesIn, numbersOf } from './names.ts'

export const everyDiscrepancyIsFound = rule({
  id: 'REC-03',
  source: '003:L51,L66; 004:L232; 000:L2',
  severity: 'major',
  families: ['O', 'W'],
  title: ['Bill and books are compared item by item', '逐笔核对'],
  trigger: ['A bill with planted discrepancies was compared', '核对了含差异的账单'],
  remedy: [
    'Match each row by order and refund number, both ways, amounts included.',
    '按订单号、退款号双向逐笔核对，并比较金额。',
  ],
  seenBy: 'adapter',
  needs: 'bills',
  check(trace) {
    return verdictOf(
      readReconciliations(trace).flatMap((one) =>
        one.injected.length === 0
          ? []
          : [
              ...one.injected.map((discrepancy) => judgeDiscrepancy(one, discrepancy, trace)),
              ...alarms(trace, one),
            ],
      ),
    )
  },
})

function judgeDiscrepancy(
  { act, discrepancies, download }: Reconciliation,
  discrepancy: EntryOf<'fault'>,
  trace: Trace,
): Occurrence {
  const type = typeOf(discrepancy)
  const names = namesIn(trace, discrepancy)
  const reported = discrepancies.filter(({ ref }) => names.has(ref))
  const evidence = [discrepancy.seq, download.evidence, act.seq]
  const what = `${discrepancy.fault} (${discrepancy.note})`
  if (reported.length === 0) {
    const en = `The bill had ${what}, and the comparison did not report it.`
    return finding('fail', evidence, en, `账单含 ${what}，核对结果却未报告。`)
  }
  if (reported.some((one) => one.type === type)) {
    return finding('pass', evidence, `${what} was reported.`, `${what} 已报告。`)
  }
  const reportedType = reported[0]?.type ?? ''
  const en = `${what} was reported, but as ${reportedType}.`
  return finding('warn', evidence, en, `${what} 已报告，但类型为 ${reportedType}。`)
}

/** Reports about orders of which the gateway and the merchant say the same. */
function alarms(trace: Trace, one: Reconciliation): Occurrence[] {
  const { act, discrepancies, injected } = one
  const injectedNumbers = injected.map((discrepancy) => namesIn(trace, discrepancy))
  const sound = readSales(trace).flatMap((sale) => {
    if (compareMoney(trace, sale)?.match !== 'equal') return []
    // Those of cancels and of what nobody paid are REC-04's and REC-05's.
    return sale.attempts.filter((attempt) => {
      const truth = truthOf(attempt)
      return truth !== undefined && truth.paidFen > 0 && truth.cancelled !== 'refund'
    })
  })
  const wrong = discrepancies.filter(
    ({ ref }) =>
      !injectedNumbers.some((names) => names.has(ref)) && sound.flatMap(numbersOf).includes(ref),
  )
  // Who reports every row has compared none: nobody finds the real ones among them.
  if (wrong.length > injected.length) {
    const count = `${wrong.length} orders were reported`
    const en = `${count} though books and bill agree, for ${injected.length} that do not.`
    const zh = `${wrong.length} 笔账实一致的订单被报告为差异，而真正的差异只有 ${injected.length} 处。`
    return [finding('fail', [act.seq], en, zh)]
  }
  return wrong.map(({ ref, type }) => {
    const en = `${ref} was reported as ${type}, though books and bill agree.`
    return finding('warn', [act.seq], en, `${ref} 被报告为 ${type}，而账实一致。`)
  })
}
