// WX-05: after a reverse an orderquery says REVOKED, never CLOSED (003:L43-46). It is an end: nothing is owed
// to anybody, and there is nothing more to ask.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'

export const revokedMeansReversed = rule({
  id: 'WX-05',
  source: '003:L43-46',
  severity: 'major',
  families: ['W'],
  title: ['REVOKED is reversed', 'REVOKED 即已撤销'],
  trigger: ['A query answered REVOKED', '查询返回 REVOKED'],
  remedy: [
    'Map REVOKED to the state of a reversed sale, and stop asking.',
    '将 REVOKED 记为已撤销，并停止查询。',
  ],
  seenBy: 'adapter',
  check(trace, parameters) {
    return perProcess(trace, (attempt) => {
      const told = attempt.calls.find((call) => isRevoked(attempt, call))
      return told ? judge(trace, attempt, told, parameters) : []
    })
  },
})

/** The journal writes the engine's word; that a reverse made the end stands in the books. */
function isRevoked({ books }: Attempt, { op, outcome, result, endSeq }: Call): boolean {
  if (op !== 'QUERY' || outcome !== 'OK' || result?.tradeStatus !== 'TRADE_CLOSED') return false
  const truth = books.findLast(({ seq }) => seq < endSeq)?.truth
  return truth?.cancelled !== undefined
}

/** An end, in the words of the adapter. */
const OVER: ReadonlySet<string> = new Set(['REVERSED', 'UNPAID'])

function judge(
  trace: Trace,
  attempt: Attempt,
  told: Call,
  { beliefSettlesMs, queriesAfterFinal }: Parameters,
): Finding[] {
  const untilMs = told.seenMs + queriesAfterFinal.withinMs
  const more = callsAfter(attempt, told).filter(
    ({ op, manual, startMs }) => op === 'QUERY' && !manual && startMs <= untilMs,
  )
  if (more.length > queriesAfterFinal.warn) {
    const evidence = [told.evidence, ...more.map((call) => call.evidence)]
    const en = `${more.length} queries followed REVOKED, as if it were no end.`
    return [finding('fail', evidence, en, `REVOKED 之后又查询 ${more.length} 次，未当作终态。`)]
  }
  const belief = beliefAfter(trace, attempt, told, beliefSettlesMs)
  if (!belief) return []
  const en = `After REVOKED the sale is ${belief.status}.`
  const zh = `REVOKED 之后商户显示 ${belief.status}。`
  const mark = OVER.has(belief.status) ? 'pass' : 'fail'
  return [finding(mark, [told.evidence, belief.seq], en, zh)]
}

/** What is said once it could be known; the sale's word is about its latest attempt. */
function beliefAfter(
  trace: Trace,
  { sale, outTradeNo }: Attempt,
  told: Call,
  settlesMs: number,
): EntryOf<'belief'> | undefined {
  if (sale.attempts.at(-1)?.outTradeNo !== outTradeNo) return undefined
  const readMs = told.seenMs + settlesMs
  if (trace.endMs < readMs) return undefined
  return sale.beliefs.findLast(({ elapsedMs }) => elapsedMs <= readMs)
}
