// ONE-06, the master invariant: at the end what the merchant believes of every sale and refund is
// what the gateway's books say, in state and to the fen. "I do not know" is allowed while the
// gateway was ill, until a person's query could have settled it.
import type { Trace } from '../../../server/journal/trace.ts'
import { truthOf, type Attempt, type Sale } from '../attempts.ts'
import { finding, perSale, type Finding } from '../judge.ts'
import type { Rule } from '../rule.ts'
import { compareMoney, compareRefunds } from './money.ts'

export const beliefEqualsTruth: Rule = {
  id: 'ONE-06',
  source: '004:L163,L179; 001:L139,L127',
  check(trace) {
    return perSale(trace, (sale) => [...judgeSale(trace, sale), ...judgeRefunds(trace, sale)])
  },
}

function judgeSale(trace: Trace, sale: Sale): Finding[] {
  const comparison = compareMoney(trace, sale)
  if (!comparison) return []
  const { match, why } = comparison
  const evidence = [
    sale.attempts.flatMap((attempt) => attempt.books.at(-1)?.seq ?? []),
    sale.beliefs.at(-1)?.seq ?? [],
  ]
  if (match === 'equal') {
    return [finding('pass', evidence, `Belief and books agree: ${why}.`, `账实一致：${why}。`)]
  }
  if (match === 'maybe') {
    const en = `Shown as UNPAID though the money came and went back (${why}).`
    return [finding('warn', evidence, en, `款项已收后撤销退回，却显示未支付（${why}）。`)]
  }
  if (match === 'differs') {
    // What arrives after its own cancel is the gateway's duty as much as the merchant's (001:L92).
    const mark = sale.attempts.some((attempt) => cameAfterItsCancel(attempt)) ? 'warn' : 'fail'
    return [finding(mark, evidence, `Belief and books differ: ${why}.`, `账实不符：${why}。`)]
  }
  return [unsaid(trace, sale, why, evidence)]
}

/** The cancel of an unknown number succeeded, and the payment was executed afterwards (S61). */
function cameAfterItsCancel({ books, calls }: Attempt): boolean {
  const [first] = books
  return calls.some(
    ({ op, outcome, endSeq }) =>
      op === 'CANCEL' && outcome === 'OK' && first !== undefined && endSeq < first.seq,
  )
}

function unsaid(
  trace: Trace,
  sale: Sale,
  why: string,
  evidence: readonly (readonly number[] | number)[],
): Finding {
  const sickUntilMs = lastTroubleMs(trace, sale)
  if (sickUntilMs === undefined) {
    const en = `The gateway was healthy, yet the sale ended as unknown (${why}).`
    return finding('fail', evidence, en, `网关正常，订单却以未知告终（${why}）。`)
  }
  const asked = sale.acts.find(
    ({ act, startedMs }) => act === 'manual-query' && startedMs >= sickUntilMs,
  )
  if (!asked) {
    const en = `The gateway was ill and nobody has asked since (${why}).`
    return finding('inconclusive', evidence, en, `网关曾异常，恢复后尚未手动查询（${why}）。`)
  }
  // A trade that really waits cannot be settled by asking; leaving it open is ONE-05's.
  if (sale.attempts.some((attempt) => truthOf(attempt)?.status === 'WAIT_BUYER_PAY')) {
    return finding('pass', evidence, `The trade does wait (${why}).`, `交易确在等待（${why}）。`)
  }
  const en = `The manual query after recovery did not settle the sale (${why}).`
  return finding('fail', [...evidence, asked.seq], en, `恢复后手动查询仍未得出结果（${why}）。`)
}

/** When the gateway last misbehaved towards this sale. */
function lastTroubleMs(trace: Trace, sale: Sale): number | undefined {
  const calls = sale.attempts.flatMap((attempt) => attempt.calls)
  const own = calls.filter((call) => call.faults.length > 0 || call.outcome === 'UNK')
  const everybody = trace
    .of('fault')
    .filter(({ catalogueId }) => catalogueId === 'F08' || catalogueId === 'I01')
  const timesMs = [
    ...own.map((call) => Math.min(call.seenMs, trace.endMs)),
    ...everybody.map((fault) => fault.elapsedMs),
  ]
  return timesMs.length > 0 ? Math.max(...timesMs) : undefined
}

function judgeRefunds(trace: Trace, sale: Sale): Finding[] {
  const comparison = compareRefunds(trace, sale)
  if (!comparison) return []
  const { match, why } = comparison
  const evidence = [
    sale.attempts.flatMap((attempt) => attempt.books.at(-1)?.seq ?? []),
    sale.refundBeliefs.map(({ seq }) => seq),
  ]
  if (match === 'equal') {
    return [finding('pass', evidence, `Refunds agree: ${why}.`, `退款一致：${why}。`)]
  }
  if (match === 'differs') {
    return [finding('fail', evidence, `Refunds differ: ${why}.`, `退款不符：${why}。`)]
  }
  const ill = lastTroubleMs(trace, sale) !== undefined
  const en = ill
    ? `The gateway was ill and a refund is still unknown (${why}).`
    : `The gateway was healthy, yet a refund ended as unknown (${why}).`
  const zh = ill ? `网关曾异常，退款仍未知（${why}）。` : `网关正常，退款却以未知告终（${why}）。`
  return [finding(ill ? 'inconclusive' : 'fail', evidence, en, zh)]
}
