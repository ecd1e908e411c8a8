// EXC-11: no attempt causes a storm of calls, queue workers included. Retrying one after another in the
// minute after an unknown outcome is what other rules ask for ("at once"), so that only warns.
import type { Trace } from '../../../server/journal/trace.ts'
import { readSales, type Attempt, type Call } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { verdictOf, type Rule, type Verdict } from '../rule.ts'

export const callsKeepABearableRate: Rule = {
  id: 'EXC-11',
  source: '000:L14,L23; 004:L29,L52',
  check(trace, parameters) {
    const storms = perAttempt(trace, (attempt) => judge(attempt, parameters))
    return storms.occurrences.length > 0 ? storms : calm(trace, parameters)
  },
}

interface Burst {
  calls: readonly Call[]
  windowMs: number
}

function judge(attempt: Attempt, parameters: Parameters): Finding[] {
  const { retriesCountMs } = parameters
  const { burst, minute, burstWarn } = parameters.callRate
  const calls = attempt.calls.filter(({ manual }) => !manual)
  const short = busiest(calls, burst.withinMs)
  const long = busiest(calls, minute.withinMs)
  if (short.calls.length > burstWarn) {
    const excused =
      !overlap(short.calls) && short.calls.every((call) => isRetry(attempt, call, retriesCountMs))
    return [say(excused ? 'warn' : 'fail', short)]
  }
  if (short.calls.length > burst.most) return [say('warn', short)]
  return long.calls.length > minute.most ? [say('warn', long)] : []
}

function busiest(calls: readonly Call[], windowMs: number): Burst {
  let best: readonly Call[] = []
  let from = 0
  for (const [to, { startMs }] of calls.entries()) {
    while ((calls[from]?.startMs ?? startMs) <= startMs - windowMs) from += 1
    if (to + 1 - from > best.length) best = calls.slice(from, to + 1)
  }
  return { calls: best, windowMs }
}

/** Three in the same millisecond were not sent one after another, however fast the line is. */
function overlap(calls: readonly Call[]): boolean {
  return calls.some((call, index) => {
    const [before, beforeThat] = [calls[index - 1], calls[index - 2]]
    return (
      (before !== undefined && call.startMs < before.seenMs) || beforeThat?.startMs === call.startMs
    )
  })
}

/** Begun so soon after an unknown outcome that it belongs to the minute of retries. */
function isRetry({ calls }: Attempt, call: Call, withinMs: number): boolean {
  return calls.some(
    ({ outcome, seenMs }) =>
      outcome === 'UNK' && seenMs <= call.startMs && call.startMs - seenMs <= withinMs,
  )
}

function say(status: 'pass' | 'warn' | 'fail', { calls, windowMs }: Burst): Finding {
  const [first, last] = [calls[0]?.evidence ?? [], calls.at(-1)?.evidence ?? []]
  const window = windowMs / 1_000
  const en = `The busiest ${window} s of an attempt held ${calls.length} calls.`
  return finding(
    status,
    [first, last],
    en,
    `单笔支付最密集的 ${window} 秒内有 ${calls.length} 次调用。`,
  )
}

/** No storm: one occurrence for the run, shown by its busiest attempt. */
function calm(trace: Trace, { callRate }: Parameters): Verdict {
  const bursts = readSales(trace)
    .flatMap(({ attempts }) => attempts)
    .map(({ calls }) => busiest(calls, callRate.burst.withinMs))
    .toSorted((a, b) => b.calls.length - a.calls.length)
  const [most] = bursts
  return verdictOf(most && most.calls.length > 1 ? [say('pass', most)] : [])
}
