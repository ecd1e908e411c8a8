// POLL-04: once a reply has told the final state, nobody keeps asking. One more query may have been on
// its way; what people ask for, and a comparison with the bill, is no polling.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { isClosed, isPaid } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const queriesStopAtTheFinalState = rule({
  id: 'POLL-04',
  source: '000:L5',
  severity: 'minor',
  families: ['O', 'W'],
  title: ['Stop at the final state', '查到确切结果即停'],
  trigger: ['A reply told the final state', '应答给出了终态'],
  remedy: [
    'End the polling loop with the first reply that says paid or closed.',
    '收到首个已支付或已关闭的应答后立即结束轮询。',
  ],
  seenBy: 'traffic',
  needs: 'PAY',
  check(trace, parameters) {
    return perProcess(trace, (attempt) => {
      const final = attempt.calls.find(tellsFinalState)
      return final ? [judge(trace, attempt, final, parameters)] : []
    })
  },
})

function tellsFinalState(call: Call): boolean {
  return isPaid(call) || (call.op === 'QUERY' && isClosed(call))
}

function judge(
  trace: Trace,
  attempt: Attempt,
  final: Call,
  { queriesAfterFinal: limit, silenceMs }: Parameters,
): Finding {
  const fullMs = final.seenMs + limit.withinMs
  const intentMs = firstIntentMs(trace, attempt, final)
  const untilMs = Math.min(fullMs, intentMs)
  const later = callsAfter(attempt, final).filter(
    ({ op, manual, startMs }) =>
      op === 'QUERY' && !manual && startMs > final.seenMs && startMs <= untilMs,
  )
  const over = later.length > limit.pass
  const lookedMs = Math.min(untilMs, trace.endMs) - final.seenMs
  const tooShort = intentMs <= fullMs ? lookedMs < silenceMs : trace.endMs < fullMs
  const status = over ? (later.length > limit.warn ? 'fail' : 'warn') : 'pass'
  return finding(
    status === 'pass' && tooShort ? 'inconclusive' : status,
    [final.evidence, ...later.map(({ evidence }) => evidence)],
    `${later.length} queries followed within ${seconds(lookedMs)} of the final state (limit ${limit.pass}).`,
    `得到终态后 ${seconds(lookedMs)} 内又查询了 ${later.length} 次（上限 ${limit.pass} 次）。`,
  )
}

/** When somebody wanted something of the sale again: from then on queries have another reason. */
function firstIntentMs(trace: Trace, { calls, sale }: Attempt, final: Call): number {
  const ownMoves = calls
    .filter(({ op }) => op === 'CANCEL' || op === 'REFUND')
    .map(({ startMs }) => startMs)
  const ofAll = trace
    .of('adapter')
    .filter(({ act }) => act === 'reconcile' || act === 'restart')
    .map(({ startedMs }) => startedMs)
  const ofSale = sale.acts.filter(({ act }) => INTENTS.has(act)).map(({ startedMs }) => startedMs)
  const later = [...ownMoves, ...ofAll, ...ofSale].filter((atMs) => atMs >= final.seenMs)
  return Math.min(Number.POSITIVE_INFINITY, ...later)
}

const INTENTS: ReadonlySet<string> = new Set([
  'cancel',
  'refund',
  'pay-again',
  'sell-again',
  'resolve',
])
