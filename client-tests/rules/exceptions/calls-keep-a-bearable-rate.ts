// EXC-11: no attempt, no sale and no kind of call causes a storm, queue workers included; new numbers
// make a storm no smaller (000:L14). Retrying one after another in the minute after an unknown outcome
// is what other rules ask for ("at once"), so that only warns.
import type { Trace } from '../../../server/journal/trace.ts'
import { readSales, type Call } from '../attempts.ts'
import { finding, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule, verdictOf, type Occurrence } from '../rule.ts'
import { readCrowds, type Crowd, type Timed } from './crowds.ts'

export const callsKeepABearableRate = rule({
  id: 'EXC-11',
  source: '000:L14,L23; 004:L29,L52; the numbers: [ext]',
  severity: 'major',
  families: ['O', 'A', 'M', 'W'],
  title: ['No futile storms of calls', '避免大量无效调用'],
  trigger: ['An attempt made several calls', '单笔支付有多次调用'],
  remedy: [
    'One call at a time per order, seconds apart: at most 2 a second and 75 a minute.',
    '每笔订单逐次调用并间隔数秒：每秒不超过 2 次，每分钟不超过 75 次。',
  ],
  seenBy: 'traffic',
  counts: true,
  check(trace, parameters) {
    const single = readSales(trace)
      .flatMap(({ attempts }) => attempts)
      .map(({ calls, outTradeNo, sale }): Crowd => {
        const about = { sale: sale.saleId, outTradeNo }
        return { calls: calls.filter(isAutomatic), about, en: 'an attempt', zh: '单笔支付' }
      })
    const found = single.flatMap((crowd) => storm(crowd, parameters))
    // One storm, one finding: what an attempt has shown is not told again of its sale.
    const blamed = new Set(found.map(({ sale }) => sale))
    const others = readCrowds(trace).filter(
      ({ about }) => about.sale === undefined || !blamed.has(about.sale),
    )
    const storms = [...found, ...others.flatMap((crowd) => storm(crowd, parameters))]
    return verdictOf(storms.length > 0 ? storms : calm(trace, parameters))
  },
})

const isAutomatic = ({ manual }: Call) => !manual

interface Burst {
  calls: readonly Timed[]
  windowMs: number
}

function storm(crowd: Crowd, parameters: Parameters): Occurrence[] {
  const { retriesCountMs } = parameters
  const { burst, minute } = parameters.callRate
  const { calls, about } = crowd
  const short = busiest(calls, burst.withinMs)
  const long = busiest(calls, minute.withinMs)
  const is = (status: 'warn' | 'fail', most: Burst) => [{ ...about, ...say(status, crowd, most) }]
  if (short.calls.length > burst.mostWarn) {
    const unknown = calls.filter(({ outcome }) => outcome === 'UNK')
    const excused = !overlap(short.calls) && areRetries(short.calls, unknown, retriesCountMs)
    return is(excused ? 'warn' : 'fail', short)
  }
  if (short.calls.length > burst.most) return is('warn', short)
  return long.calls.length > minute.most ? is('warn', long) : []
}

function busiest(calls: readonly Timed[], windowMs: number): Burst {
  // Places, and one copy at the end: in a storm of thousands the busiest stretch grows with every call.
  let best = { from: 0, end: 0 }
  let from = 0
  for (const [to, { startMs }] of calls.entries()) {
    while ((calls[from]?.startMs ?? startMs) <= startMs - windowMs) from += 1
    if (to + 1 - from > best.end - best.from) best = { from, end: to + 1 }
  }
  return { calls: calls.slice(best.from, best.end), windowMs }
}

/** Three in the same millisecond were not sent one after another, however fast the line is. */
function overlap(calls: readonly Timed[]): boolean {
  return calls.some((call, index) => {
    const [before, beforeThat] = [calls[index - 1], calls[index - 2]]
    return (
      (before !== undefined && call.startMs < before.seenMs) || beforeThat?.startMs === call.startMs
    )
  })
}

/** Each begun so soon after an unknown outcome that it belongs to the minute of retries. One pass: a storm has thousands of both. */
function areRetries(calls: readonly Timed[], unknown: readonly Timed[], withinMs: number): boolean {
  const seen = unknown.map(({ seenMs }) => seenMs).toSorted((a, b) => a - b)
  let known = 0
  return calls.every(({ startMs }) => {
    while ((seen[known] ?? Number.POSITIVE_INFINITY) <= startMs) known += 1
    const last = seen[known - 1]
    return last !== undefined && startMs - last <= withinMs
  })
}

function say(
  status: 'pass' | 'warn' | 'fail',
  { en, zh }: Pick<Crowd, 'en' | 'zh'>,
  { calls, windowMs }: Burst,
): Finding {
  const [first, last] = [calls[0]?.evidence ?? [], calls.at(-1)?.evidence ?? []]
  const window = windowMs / 1_000
  return finding(
    status,
    [first, last],
    `The busiest ${window} s of ${en} held ${calls.length} calls.`,
    `${zh}最密集的 ${window} 秒内有 ${calls.length} 次调用。`,
  )
}

/** No storm: one occurrence for the run, shown by its busiest attempt. */
function calm(trace: Trace, { callRate }: Parameters): Occurrence[] {
  const bursts = readSales(trace)
    .flatMap(({ attempts }) => attempts)
    .map(({ calls }) => busiest(calls, callRate.burst.withinMs))
    .toSorted((a, b) => b.calls.length - a.calls.length)
  const [most] = bursts
  const words = { en: 'an attempt', zh: '单笔支付' }
  return most && most.calls.length > 1 ? [say('pass', words, most)] : []
}
