// POLL-02: the mean start-to-start distance of queries while the buyer is expected to pay.
// A mean alone would let three queries at once and a long pause pass for a rhythm: so do not most of the
// intervals, when they are too short. Intervals that hold an unknown, hung or slowed query, or a person's act, say nothing about it.
import type { Attempt, Call } from '../attempts.ts'
import { readBands } from '../band.ts'
import { firstFinalNotice, misledBy } from '../evidence.ts'
import { beforeCancel, finding, perProcess } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const meanIntervalIsAboutThreeSeconds = rule({
  id: 'POLL-02',
  source: '000:L4,L5,L22-24; 004:L11,L52-54',
  severity: 'major',
  families: ['O', 'W'],
  title: ['Mean polling interval', '轮询间隔'],
  trigger: ['Three queries answered "waiting"', '至少三次查询返回等待付款'],
  remedy: [
    'Query every 3 s; 5 s is the slowest example.',
    '每 3 秒查询一次，最慢不超过 5 秒的示例。',
  ],
  seenBy: 'traffic',
  needs: 'PAY',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perProcess(trace, (attempt) => {
      const polls = pollsAfterPending(attempt)
      const answered = polls.filter((poll) => poll.outcome === 'PEND').length
      if (answered < parameters.pollsNeeded) return []
      const gapsMs = intervals(attempt, polls)
      // Two intervals are what three undisturbed queries leave.
      if (gapsMs.length < parameters.pollsNeeded - 1) return []
      const meanMs = gapsMs.reduce((sum, gap) => sum + gap, 0) / gapsMs.length
      const widestMs = Math.max(...gapsMs)
      const mark = bands.within(meanMs, parameters.pollSpacing)
      const tooWide = widestMs > bands.upTo(parameters.pollGapWarnMs)
      const short = gapsMs.filter((gap) => gap < parameters.pollSpacing.warnMs[0])
      const inBursts = short.length > 1 && 2 * short.length >= gapsMs.length
      return [
        finding(
          mark === 'pass' && (tooWide || inBursts) ? 'warn' : mark,
          polls.map((poll) => poll.evidence),
          `${polls.length} queries, on average ${seconds(meanMs)} apart, at most ${seconds(widestMs)}` +
            `${inBursts ? ', in bursts' : ''} (${spacing(parameters)} expected).`,
          `共查询 ${polls.length} 次，平均间隔 ${seconds(meanMs)}，最长 ${seconds(widestMs)}` +
            `${inBursts ? '，成批发出' : ''}（应为 ${spacing(parameters)}）。`,
        ),
      ]
    })
  },
})

function pollsAfterPending(attempt: Attempt): Call[] {
  const { calls } = beforeCancel(attempt)
  const pay = calls.findIndex((call) => call.op === 'PAY' && call.outcome === 'PEND')
  if (pay === -1) return []
  const polls = calls.slice(pay + 1).filter((call) => call.op === 'QUERY')
  const final = polls.findIndex((call) => call.outcome === 'OK')
  return final === -1 ? polls : polls.slice(0, final + 1)
}

function intervals(attempt: Attempt, polls: readonly Call[]): number[] {
  const notice = firstFinalNotice(attempt) ?? misledBy(attempt)
  const noticeMs = notice?.sentMs ?? Number.POSITIVE_INFINITY
  const disturbed = (call: Call) =>
    call.outcome === 'UNK' || call.faults.some(({ faultKind }) => faultKind === 'slow')
  return polls.slice(1).flatMap((poll, index) => {
    const before = polls[index]
    if (!before || disturbed(before) || disturbed(poll) || poll.startMs > noticeMs) return []
    const byPerson = attempt.sale.acts.some(
      ({ act, startedMs }) =>
        act !== 'sale' && startedMs >= before.startMs && startedMs <= poll.startMs,
    )
    return byPerson ? [] : [poll.startMs - before.startMs]
  })
}

function spacing({ pollSpacing: { passMs } }: Parameters): string {
  return `${seconds(passMs[0])} - ${seconds(passMs[1])}`
}
