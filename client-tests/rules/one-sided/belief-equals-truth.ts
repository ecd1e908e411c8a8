// ONE-06, the master invariant: at the end what the merchant believes of every sale and refund is
// what the gateway's books say, in state and to the fen. "I do not know" is allowed while the
// gateway was ill, until a person's query could have settled it.
import type { Trace } from '../../../server/journal/trace.ts'
import { truthOf, type Attempt, type Sale } from '../attempts.ts'
import { finding, perSale, type Finding } from '../judge.ts'
import { cutsIn } from '../outages.ts'
import { rule, type LocalizedText } from '../rule.ts'
import { compareMoney, compareRefunds } from './compare-money.ts'

export const beliefEqualsTruth = rule({
  id: 'ONE-06',
  source: '004:L163,L179; 001:L139,L127',
  severity: 'critical',
  families: ['O', 'A', 'M', 'W'],
  kind: 'outcome',
  title: ['Belief equals truth', '账实一致'],
  trigger: ['The merchant said what it believes of a sale', '商户给出了订单状态'],
  remedy: [
    'Follow the gateway: query what you do not know, and book each reply once, to the fen.',
    '以网关为准：未知即查询，每个结果只记一次，精确到分。',
  ],
  seenBy: 'adapter',
  needed: true,
  check(trace) {
    return perSale(trace, (sale) => [...judgeSale(trace, sale), ...openRefunds(trace, sale)])
  },
})

function judgeSale(trace: Trace, sale: Sale): Finding[] {
  const comparison = compareMoney(trace, sale)
  if (!comparison) return []
  const { match, said, differences } = comparison
  const evidence = [
    sale.attempts.flatMap((attempt) => attempt.books.at(-1)?.seq ?? []),
    sale.beliefs.at(-1)?.seq ?? [],
    sale.refundBeliefs.map(({ seq }) => seq),
  ]
  if (match === 'unsaid') return [unsaid(trace, sale, said, evidence)]
  if (match === 'equal') {
    return [
      finding('pass', evidence, `Belief and books agree: it ${said.en}.`, `账实一致：${said.zh}。`),
    ]
  }
  // What arrives after its own cancel is the gateway's duty as much as the merchant's (001:L92).
  const isExcused = sale.attempts.some((attempt) => cameAfterItsCancel(attempt))
  const mark = match === 'maybe' || isExcused ? 'warn' : 'fail'
  return differences.map(({ said: one }) =>
    finding(mark, evidence, `${capital(one.en)}.`, `${one.zh}。`),
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
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
  { en: both, zh: zhBoth }: LocalizedText,
  evidence: readonly (readonly number[] | number)[],
): Finding {
  const sickUntilMs = lastTroubleMs(trace, sale)
  if (sickUntilMs === undefined) {
    const en = `The gateway was healthy, yet the sale ended as unknown: the merchant ${both}.`
    return finding('fail', evidence, en, `网关正常，订单却以未知告终：${zhBoth}。`)
  }
  const asked = sale.acts.find(
    ({ act, startedMs }) => act === 'manual-query' && startedMs >= sickUntilMs,
  )
  if (!asked) {
    const en = `The gateway was ill and nobody has asked since: the merchant ${both}.`
    return finding('inconclusive', evidence, en, `网关曾异常，恢复后尚未手动查询：${zhBoth}。`)
  }
  // A trade that really waits cannot be settled by asking; leaving it open is ONE-05's.
  if (sale.attempts.some((attempt) => truthOf(attempt)?.status === 'WAIT_BUYER_PAY')) {
    const en = `The trade does wait: the merchant ${both}.`
    return finding('pass', evidence, en, `交易确在等待：${zhBoth}。`)
  }
  const en = `The manual query after recovery did not settle the sale: the merchant ${both}.`
  return finding('fail', [...evidence, asked.seq], en, `恢复后手动查询仍未得出结果：${zhBoth}。`)
}

/** When the gateway last misbehaved towards this sale. */
function lastTroubleMs(trace: Trace, sale: Sale): number | undefined {
  const calls = sale.attempts.flatMap((attempt) => attempt.calls)
  const own = calls.filter((call) => call.faults.length > 0 || call.outcome === 'UNK')
  const timesMs = [
    ...own.map((call) => Math.min(call.seenMs, trace.endMs)),
    ...cutsIn(trace).map(({ elapsedMs }) => elapsedMs),
  ]
  return timesMs.length > 0 ? Math.max(...timesMs) : undefined
}

/** A refund went with a batch that was taken, and nothing was ever told of it. */
function isUntold({ attempts }: Sale): boolean {
  return attempts.some(({ calls, toldRefunds }) =>
    calls.some(
      ({ op, outcome, ids }) =>
        op === 'REFUND' &&
        outcome === 'PEND' &&
        !toldRefunds.some(({ number }) => number === ids.outRequestNo),
    ),
  )
}

/** Refunds that the merchant itself calls unknown; what differs is told with the sale. */
function openRefunds(trace: Trace, sale: Sale): Finding[] {
  const comparison = compareRefunds(trace, sale)
  if (!comparison || comparison.match === 'differs') return []
  const { match, said } = comparison
  const evidence = [
    sale.attempts.flatMap((attempt) => attempt.books.at(-1)?.seq ?? []),
    sale.refundBeliefs.map(({ seq }) => seq),
  ]
  if (match === 'equal') {
    const en = `Refunds agree: the merchant ${said.en}.`
    return [finding('pass', evidence, en, `退款一致：${said.zh}。`)]
  }
  const ill = lastTroubleMs(trace, sale) !== undefined || isUntold(sale)
  const en = ill
    ? `The gateway was ill and a refund is still unknown: the merchant ${said.en}.`
    : `The gateway was healthy, yet a refund ended as unknown: the merchant ${said.en}.`
  const zh = ill
    ? `网关曾异常，退款仍未知：${said.zh}。`
    : `网关正常，退款却以未知告终：${said.zh}。`
  return [finding(ill ? 'inconclusive' : 'fail', evidence, en, zh)]
}
