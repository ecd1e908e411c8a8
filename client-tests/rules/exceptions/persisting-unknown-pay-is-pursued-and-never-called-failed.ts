// EXC-09: when the queries after an unknown PAY stay unknown too, the merchant pursues it for a
// minute, and it never takes silence for failure.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { newsOf, turnsTo } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { judgeSpan, readRecovery, type Recovery } from '../recovery.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const persistingUnknownPayIsPursuedAndNeverCalledFailed = rule({
  id: 'EXC-09',
  source: '000:L20; 004:L46; 003:L24',
  severity: 'critical',
  families: ['O', 'W'],
  title: ['Persisting exception: never infer failure', '不能推断付款失败'],
  trigger: ['PAY and the queries after it stayed unknown', '支付及其后的查询均未知'],
  remedy: [
    'Query (and cancel) for a minute, then escalate as unknown; only a reply makes it UNPAID.',
    '持续查询、撤销一分钟后转人工，状态保持未知；没有确切应答不得置为未支付。',
  ],
  seenBy: 'both',
  needs: 'PAY',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perProcess(trace, (attempt) => {
      const pay = attempt.calls.find((call) => call.op === 'PAY' && call.outcome === 'UNK')
      return pay ? judge(trace, attempt, pay, bands, parameters) : []
    })
  },
})

const terms = {
  isTry: ({ op }: Call) => op === 'QUERY' || op === 'CANCEL',
  isEnd: ({ op, outcome }: Call) =>
    (op === 'QUERY' || op === 'CANCEL' || op === 'PAY') && outcome !== 'UNK',
  humanActs: ['cancel', 'manual-query', 'resolve', 'pay-again'],
  newsSettles: true,
}

function judge(
  trace: Trace,
  attempt: Attempt,
  pay: Call,
  bands: Bands,
  parameters: Parameters,
): Finding[] {
  const recovery = readRecovery(trace, attempt, pay, terms, parameters)
  const queries = recovery.tries.filter((call) => call.op === 'QUERY')
  const unknown = queries.filter((call) => call.outcome === 'UNK')
  // Queries that heal within the minute are judged by EXC-01.
  const healed = unknown.length < queries.length
  const persisted = !healed || bands.atLeast(recovery.spanMs, parameters.retrySpan) === 'pass'
  if (unknown.length === 0 || !persisted) return []
  const flip = believedUnpaid(attempt, pay, bands.allowanceMs)
  if (flip) {
    const evidence = [pay.evidence, unknown.at(-1)?.evidence ?? [], flip.seq]
    const en = 'The sale was shown as UNPAID though nothing had proved that the payment failed.'
    return [finding('fail', evidence, en, '没有任何证据表明支付失败，却显示为未支付。')]
  }
  return pursued(recovery, bands, parameters)
}

function pursued(recovery: Recovery, bands: Bands, parameters: Parameters): Finding[] {
  const { first, tries, spanMs, ended } = recovery
  const span = judgeSpan(recovery, bands, parameters)
  // A minute of fast retries is counted by EXC-02; here only the span matters.
  const mark =
    span === 'warn' && bands.atLeast(spanMs, parameters.retrySpan) === 'pass' ? 'pass' : span
  const last = tries.at(-1)?.evidence ?? []
  return [
    finding(
      mark ?? 'inconclusive',
      [first.evidence, tries[0]?.evidence ?? [], last, ended ?? []],
      `An unknown PAY whose queries stayed unknown was pursued for ${seconds(spanMs)}` +
        ` with ${tries.length} calls${ended ? ' until it was settled' : ''}.`,
      `支付与查询均未知，追查 ${seconds(spanMs)}，共 ${tries.length} 次调用${ended ? '，直至了结' : ''}。`,
    ),
  ]
}

/** The sale turned UNPAID while no reply had closed, refused or denied the attempt. */
function believedUnpaid(attempt: Attempt, pay: Call, allowanceMs: number) {
  const { sale } = attempt
  if (sale.attempts.length !== 1) return undefined
  return turnsTo(sale, ['UNPAID']).find(
    ({ elapsedMs }) => elapsedMs >= pay.seenMs && !provedUnpaid(attempt, elapsedMs + allowanceMs),
  )
}

function provedUnpaid(attempt: Attempt, byMs: number): boolean {
  const closed = newsOf(attempt).some(({ kind, atMs }) => kind === 'closed' && atMs <= byMs)
  return (
    closed ||
    attempt.calls.some(
      ({ op, outcome, seenMs }) =>
        seenMs <= byMs && (outcome === 'NOTEXIST' || (op === 'PAY' && outcome === 'BIZFAIL')),
    )
  )
}
