// POLL-03: how long a payment that nobody completes is polled before the merchant cancels.
// Not triggered when a definite answer came, or when a person cut in. Queries that failed in between may
// shorten what can be seen of it; that it must not begin anew for them can be seen all the same.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { firstFinalNotice, misledBy } from '../evidence.ts'
import { beforeCancel, finding, perProcess, type Finding } from '../judge.ts'
import { codeOf } from '../outcome.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const pollingLastsAboutThirtySeconds = rule({
  id: 'POLL-03',
  source: '000:L4,L22-24; 004:L11,L54; 003:L24',
  severity: 'major',
  families: ['O', 'W'],
  title: ['Total polling time', '轮询总时间'],
  trigger: ['A payment waits, and the buyer never pays', '支付等待中，买家一直未付款'],
  remedy: ['Poll for about 30 s, then cancel.', '轮询约 30 秒，仍未付款则撤销。'],
  seenBy: 'traffic',
  needs: 'PAY',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perProcess(trace, (attempt) => judge(trace, attempt, bands, parameters))
  },
})

function judge(trace: Trace, attempt: Attempt, bands: Bands, parameters: Parameters): Finding[] {
  const { calls, cancel } = beforeCancel(attempt)
  const [pay] = calls
  if (pay?.op !== 'PAY' || pay.outcome !== 'PEND') return []
  const polls = calls.filter((call) => call.op === 'QUERY')
  const last = polls.at(-1)
  const isOpen = polls.every(({ outcome }) => outcome === 'PEND' || outcome === 'UNK')
  if (!isOpen || cutShort(attempt, pay, cancel)) return []
  if (paidBefore(attempt, last ?? pay) || misledBy(attempt)) return []
  if (!cancel && !hasStopped(trace, last, parameters)) return []
  // Neither query nor timely cancel: that is POLL-01's to book.
  const cancelledAfterMs = (cancel?.startMs ?? Number.POSITIVE_INFINITY) - pay.seenMs
  if (!last && cancelledAfterMs > parameters.firstQuery.poll.warnMs) return []
  const lengthMs = last ? last.startMs - pay.seenMs : 0
  const [low, high] = parameters.pollLength.passMs
  const hadTrouble = polls.some(({ outcome }) => outcome === 'UNK')
  // Whoever still asks about what has been unknown for less than a minute does so by another rule (EXC-01).
  const isLate = polls.slice(-2).every(({ outcome }) => outcome === 'PEND')
  if (hadTrouble && (!isLate || lengthMs <= bands.upTo(high))) return []
  return [
    finding(
      bands.within(lengthMs, parameters.pollLength),
      [pay.evidence, last?.evidence ?? [], cancel?.evidence ?? []],
      `The last query came ${seconds(lengthMs)} after ${codeOf(pay)} (${seconds(low)} - ${seconds(high)} expected).`,
      `最后一次查询距 ${codeOf(pay)} ${seconds(lengthMs)}（应为 ${seconds(low)} - ${seconds(high)}）。`,
    ),
  ]
}

function cutShort(attempt: Attempt, pay: Call, cancel: Call | undefined): boolean {
  const untilMs = cancel?.startMs ?? Number.POSITIVE_INFINITY
  const byPerson = attempt.sale.acts.some(
    ({ act, startedMs }) =>
      (act === 'cancel' || act === 'pay-again') && startedMs >= pay.startMs && startedMs <= untilMs,
  )
  return byPerson || (firstFinalNotice(attempt)?.sentMs ?? Number.POSITIVE_INFINITY) < untilMs
}

/** A payment that slips in after the last query, even inside CANCEL, leaves the rule in force. */
function paidBefore(attempt: Attempt, last: Call): boolean {
  return attempt.books.some(({ atMs, truth }) => truth.paidFen > 0 && atMs < last.seenMs)
}

function hasStopped(trace: Trace, last: Call | undefined, { silenceMs }: Parameters): boolean {
  return last !== undefined && trace.endMs - last.seenMs >= silenceMs
}
