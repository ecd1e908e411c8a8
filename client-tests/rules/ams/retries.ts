// One call that is tried again until it is answered: how far apart the tries were, and for how long they went on. 001
// has cancels and refunds repeated every 5 to 10 s for 60 s (L59-60, L73-74).
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call } from '../attempts.ts'
import type { Bands, Mark } from '../band.ts'
import { finding, type Finding } from '../judge.ts'
import type { AtLeast, Within } from '../parameter.ts'
import type { Parameters } from '../parameters.ts'
import { judgeSpan, readRecovery, worse, type RecoveryTerms } from '../recovery.ts'
import { seconds } from '../figures.ts'

export interface RetryLimits {
  spacing: Within
  span: AtLeast
  /** What it is worth to have asked what became of it, instead of sending it again. */
  asking: Mark
}

/** Start to start, or from the end of one to the start of the next: whichever fits better. */
function betterOf(before: Call, next: Call, bands: Bands, spacing: Within): Mark {
  const marks = [next.startMs - before.startMs, next.startMs - before.seenMs].map((gapMs) =>
    bands.within(gapMs, spacing),
  )
  return marks.find((mark) => mark === 'pass') ?? marks.find((mark) => mark === 'warn') ?? 'fail'
}

export function judgeRetries(
  trace: Trace,
  attempt: Attempt,
  first: Call,
  {
    bands,
    terms,
    limits,
    parameters,
  }: {
    bands: Bands
    terms: RecoveryTerms
    limits: RetryLimits
    parameters: Parameters
  },
): Finding[] {
  const recovery = readRecovery(trace, attempt, first, terms, parameters)
  const { tries, ended, spanMs, cutShort } = recovery
  const all = [first, ...tries.filter(({ op }) => op === first.op)]
  if (all.length === 1) {
    if (ended) {
      const en = `${first.op} without an answer was settled otherwise.`
      const zh = `${first.op} 没有结果，但已由其他途径得知。`
      return [finding(limits.asking, [first.evidence, ended], en, zh)]
    }
    if (cutShort) return []
    const en = `${first.op} without an answer was never sent again.`
    return [finding('fail', [first.evidence], en, `${first.op} 没有结果，却没有重试。`)]
  }
  // What comes after the minute of retries is a queue's, at a pace of its own.
  const counted = all.filter(({ startMs }) => startMs - first.seenMs <= parameters.retriesCountMs)
  const marks = counted.slice(1).map((next, place): Mark => {
    const before = counted[place] ?? first
    return wasAskedBetween(attempt, before, next)
      ? 'pass'
      : betterOf(before, next, bands, limits.spacing)
  })
  const pace = marks.reduce<Mark>((worst, mark) => worse(worst, mark), 'pass')
  const span = judgeSpan(recovery, bands, { ...parameters, retrySpan: limits.span, fastTries: 0 })
  const gaps = counted
    .slice(1)
    .map((next, place) => next.startMs - (counted[place] ?? first).startMs)
  const shown =
    gaps.length > 0 ? `${seconds(Math.min(...gaps))} - ${seconds(Math.max(...gaps))}` : '-'
  const status = span ? worse(pace, span) : pace
  return [
    finding(
      status === 'pass' && !span ? 'inconclusive' : status,
      [all.flatMap((call) => call.evidence), ended ?? []],
      `${first.op} was sent ${all.length} times, ${shown} apart, over ${seconds(spanMs)}, ` +
        `${ended ? 'until it was settled' : 'without a definite result'}.`,
      `${first.op} 共发送 ${all.length} 次，间隔 ${shown}，历时 ${seconds(spanMs)}，` +
        `${ended ? '直至有确切结果' : '未得到确切结果'}。`,
    ),
  ]
}

/** A person wanted the same in between: that try has a pace of its own. */
function wasAskedBetween({ sale }: Attempt, before: Call, next: Call): boolean {
  return sale.acts.some(
    ({ act, startedMs }) =>
      act !== 'sale' && startedMs >= before.startMs && startedMs <= next.startMs,
  )
}
