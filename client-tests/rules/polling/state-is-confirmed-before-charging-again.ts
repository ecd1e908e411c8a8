// POLL-06: no new attempt of a sale before the earlier ones are known to be unable to take money.
// An earlier attempt seen paid is ONE-04's, overlapping starts are ONE-03's.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call, Sale } from '../attempts.ts'
import { newsOf } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import { isLiveQr } from '../qr.ts'
import { rule } from '../rule.ts'

export const stateIsConfirmedBeforeChargingAgain = rule({
  id: 'POLL-06',
  source: '000:L4,L40-42; 004:L11,L88-92',
  severity: 'critical',
  families: ['O', 'A', 'W'],
  title: ['Confirm the state before charging again', '再次支付前查询确认'],
  trigger: ['A sale was charged a second time', '同一订单发起了再次收款'],
  remedy: [
    'Query the earlier attempt; cancel it while it waits; keep it if it was paid.',
    '先查询上一笔；未付款则撤销成功后再收；已付款则保留，不再收款。',
  ],
  seenBy: 'both',
  comparesAttempts: true,
  needs: 'PAY',
  check(trace) {
    return perProcess(trace, (attempt) => judge(trace, attempt))
  },
})

function judge(trace: Trace, attempt: Attempt): Finding[] {
  const [opening] = attempt.calls
  if (!opening) return []
  return earlierThan(attempt, attempt.sale).flatMap((earlier): Finding[] => {
    const [first] = earlier.calls
    if (!first || first.endSeq > opening.seq) return []
    const state = stateBefore(trace, earlier, opening)
    if (state.kind === 'paid') return []
    const [en, zh] =
      state.kind === 'dead'
        ? [
            `after ${state.why} had settled the earlier attempt`,
            `先前尝试已由 ${state.why} 确认了结`,
          ]
        : [
            `although the earlier attempt was last seen as ${state.why}`,
            `先前尝试仍为 ${state.why}`,
          ]
    return [
      finding(
        state.kind === 'dead' ? 'pass' : 'fail',
        [first.evidence, state.evidence, opening.evidence],
        `The buyer was charged again ${en}.`,
        `再次收款时，${zh}。`,
      ),
    ]
  })
}

export function earlierThan(attempt: Attempt, { attempts }: Sale): readonly Attempt[] {
  return attempts.slice(0, attempts.indexOf(attempt))
}

export interface State {
  kind: 'paid' | 'dead' | 'open'
  why: string
  evidence: readonly number[]
}

/** What the merchant could know of the attempt when it charged again. */
export function stateBefore(trace: Trace, attempt: Attempt, opening: Call): State {
  let state: State = { kind: 'open', why: 'unanswered', evidence: [] }
  const known = attempt.calls.filter((call) => call.endSeq < opening.seq)
  for (const call of known.toSorted((a, b) => a.endSeq - b.endSeq)) {
    state = after(state, call, attempt)
  }
  const news = newsOf(attempt).findLast(({ atMs }) => atMs <= opening.startMs)
  if (state.kind === 'open' && news) {
    const kind = news.kind === 'paid' ? 'paid' : 'dead'
    return { kind, why: `a ${news.kind} notification`, evidence: news.evidence }
  }
  const shown = known.some((call) => call.op === 'PRECREATE' && call.outcome === 'OK')
  if (state.kind === 'open' && shown && !isLiveQr(trace, attempt, opening.startMs)) {
    return { ...state, kind: 'dead', why: 'its expiry' }
  }
  return state
}

function after(state: State, call: Call, attempt: Attempt): State {
  const { op, outcome, result, evidence } = call
  const answer = result?.tradeStatus ?? result?.subCode ?? result?.code ?? outcome
  const as = (kind: State['kind']): State => ({ kind, why: `${op} ${answer}`, evidence })
  switch (op) {
    case 'PAY':
      if (outcome === 'OK') return as('paid')
      // A refusal of a re-sent PAY says nothing of the PAY that may still be under way, yet the
      // checklist takes a definite refusal as the last word.
      return as(outcome === 'BIZFAIL' || outcome === 'REJECT' ? 'dead' : 'open')
    case 'PRECREATE':
      // No QR was shown, so nobody can pay it.
      return as(outcome === 'OK' ? 'open' : 'dead')
    case 'QUERY':
      if (outcome === 'OK') return as(result?.tradeStatus === 'TRADE_CLOSED' ? 'dead' : 'paid')
      return outcome === 'PEND' || state.kind === 'open' ? as('open') : state
    case 'CANCEL':
    case 'CLOSE':
      if (outcome === 'OK') return as('dead')
      return state.kind === 'open' ? as('open') : state
    case 'REFUND':
      return outcome === 'OK' && isFull(call, attempt) ? as('dead') : state
    default:
      return state
  }
}

function isFull({ amountFen = 0, result }: Call, { sale }: Attempt): boolean {
  return (result?.refundFen ?? amountFen) >= sale.amountFen
}
