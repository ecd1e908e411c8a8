// REC-04: a paid trade that a cancel sent back has two rows in the bill, and the refund's number is
// the trade's own (at WeChat its state is REVOKED). It belongs to the cancelled sale; it is no refund that nobody asked for. And nothing
// else is a cancel's refund: neither one that somebody asked for, nor one that nobody did.
import type { Trace } from '../../../server/journal/trace.ts'
import { formatChinaDate } from '../../../server/values/instant.ts'
import { readSales, truthOf, type Attempt } from '../attempts.ts'
import { finding } from '../judge.ts'
import { rule, verdictOf, type Occurrence } from '../rule.ts'
import { readReconciliations, type Reconciliation } from './bills.ts'
import { namesIn, numbersOf } from './names.ts'

export const aCancelRefundIsRecognised = rule({
  id: 'REC-04',
  source: '003:L53-58,L72',
  severity: 'major',
  families: ['O', 'W'],
  title: ['Refunds made by a cancel are recognised', '识别撤销退款'],
  trigger: ['The bill held a payment that a cancel sent back', '账单含已支付后被撤销的交易'],
  remedy: [
    'A refund whose number is the trade number (WeChat: of the state REVOKED) belongs to the cancelled order.',
    '退款批次号等于交易号（微信：交易状态 REVOKED）的退款，归属被撤销的订单。',
  ],
  seenBy: 'adapter',
  needs: 'bills',
  check(trace) {
    return verdictOf(
      readReconciliations(trace).flatMap((one) => [
        ...reversedOn(trace, one.act.date)
          .filter((attempt) => isInBillOf(trace, one.download.seller, attempt))
          .map((attempt) => judge(trace, one, attempt)),
        ...misnamed(trace, one),
      ]),
    )
  },
})

/** Attempts of known sales that a cancel sent back on that day. */
function reversedOn(trace: Trace, date: string | undefined): Attempt[] {
  const instants = new Map(trace.of('commit').map(({ seq, at }) => [seq, at]))
  return readSales(trace)
    .filter(({ saleId }) => saleId !== undefined)
    .flatMap(({ attempts }) => attempts)
    .filter(({ books }) => {
      const back = books.find(({ truth }) => truth.cancelled === 'refund')
      const at = back && instants.get(back.seq)
      return at !== undefined && formatChinaDate(at) === date
    })
}

/** Numbers that are called a cancel's refund and are none. */
function misnamed(
  trace: Trace,
  { act, cancelRefunds, download, injected }: Reconciliation,
): Occurrence[] {
  const attempts = readSales(trace).flatMap((sale) => sale.attempts)
  const evidence = [download.evidence, act.seq]
  return cancelRefunds.flatMap((number): Occurrence[] => {
    const injectedRefund = injected.find(
      (discrepancy) =>
        discrepancy.faultKind === 'refund-added' && namesIn(trace, discrepancy).has(number),
    )
    const attempt = attempts.find((one) => numbersOf(one).includes(number))
    const truth = attempt && truthOf(attempt)
    if (truth?.cancelled === 'refund' || (!truth && !injectedRefund)) return []
    const about = { sale: attempt?.sale.saleId, outTradeNo: attempt?.outTradeNo }
    const en = `${number} was called a cancel's refund; no cancel sent that money back.`
    const zh = `${number} 被当作撤销退款，而该款项并非撤销退回。`
    return [{ ...about, ...finding('fail', evidence, en, zh) }]
  })
}

/** A bill is that of one account: money of another of the same merchant is in a bill of its own. */
function isInBillOf(trace: Trace, seller: string | undefined, { books }: Attempt): boolean {
  const seqs = new Set(books.map(({ seq }) => seq))
  const legs = trace.of('commit').flatMap(({ seq, ledger = [] }) => (seqs.has(seq) ? ledger : []))
  const accounts = legs.map(({ account }) => account).filter((one) => one.startsWith('seller:'))
  if (seller === undefined || accounts.length === 0) return true
  return accounts.includes(`seller:${seller}`)
}

function judge(
  trace: Trace,
  { act, cancelRefunds, discrepancies, download, injected }: Reconciliation,
  attempt: Attempt,
): Occurrence {
  const numbers = numbersOf(attempt)
  const { outTradeNo } = attempt
  const injectedNumbers = injected.flatMap((discrepancy) => [...namesIn(trace, discrepancy)])
  const unexplained = discrepancies.find(
    ({ ref }) => numbers.includes(ref) && !injectedNumbers.includes(ref),
  )
  const evidence = [attempt.books.at(-1)?.seq ?? [], download.evidence, act.seq]
  const about = { sale: attempt.sale.saleId, outTradeNo }
  if (unexplained) {
    const { type } = unexplained
    const en = `The refund that the cancel of ${outTradeNo} made was reported as ${type}.`
    return {
      ...about,
      ...finding('fail', evidence, en, `${outTradeNo} 的撤销退款被报告为 ${type}。`),
    }
  }
  if (cancelRefunds.some((number) => numbers.includes(number))) {
    const en = `The refund was known as that of the cancel of ${outTradeNo}.`
    return { ...about, ...finding('pass', evidence, en, `已识别 ${outTradeNo} 的撤销退款。`) }
  }
  const en = `The cancel of ${outTradeNo} sent money back; the comparison does not name it.`
  return { ...about, ...finding('warn', evidence, en, `核对结果未列出 ${outTradeNo} 的撤销退款。`) }
}
