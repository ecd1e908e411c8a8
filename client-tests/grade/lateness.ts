// What a slow machine leaves of a grade. Nothing is taken back that no delay can cause: each failure is
// judged once more by numbers that give back what the machine took at the ends of the very gap that it
// rests on. What still fails is a failure; what does not is undecided, and is played again.
import type { DelayEntry } from '../../server/journal/suite-entry.ts'
import type { Trace } from '../../server/journal/trace.ts'
import { readSales, type Sale } from '../rules/attempts.ts'
import { widened, type Parameters } from '../rules/parameters.ts'
import {
  checkSafely,
  verdictOf,
  type Occurrence,
  type Rule,
  type LocalizedText,
  type Verdict,
} from '../rules/rule.ts'

export interface Lateness {
  /** The verdict without what the machine may have caused. */
  decide(rule: Rule, verdict: Verdict): Verdict
}

/** Delays are sampled ten times a second of real time: an event lies in its sample or in the next. */
const SAMPLE_REAL_MS = 100
/** What never came may have been held up until so long after the last thing that did, in gateway ms. */
const HORIZON_MS = 30_000
/** The request of a call and its end. */
const ONE_MESSAGE = 2
/** A sale is over when nothing has happened for so long. */
const REST_MS = 20_000
/** A failure by the merchant's own time-out needs a delay of nearly that length. */
const NEARLY = 0.8

/** `undefined` for a run that nothing was late in, as in virtual time. */
export function readLateness(trace: Trace, parameters: Parameters): Lateness | undefined {
  const end = trace.of('run-end').at(-1)
  const timeScale = trace.of('run').at(-1)?.timeScale ?? 1
  const delays = delaysOf(end)
  if (delays.length === 0) return undefined
  const near = nearOf(delays, timeScale)
  const timeOutMs = end?.clientTimeoutMs ?? parameters.clientTimeoutMs
  const starvedFor = starvedOf(trace, delays, { timeScale, timeOutMs })
  const times = new Map(trace.entries.map(({ seq, elapsedMs }) => [seq, elapsedMs]))
  const rechecks = new Map<string, Verdict>()
  const recheck = (rule: Rule, lateMs: number): Verdict => {
    const key = `${rule.id} ${lateMs}`
    const known = rechecks.get(key) ?? checkSafely(rule, trace, widened(parameters, lateMs))
    rechecks.set(key, known)
    return known
  }
  const judge = (rule: Rule, one: Occurrence): Occurrence => {
    if (!isRed(one)) return one
    const starvedMs = rule.counts === true ? 0 : starvedFor(one)
    if (starvedMs > 0) return undecided(one, Math.round(starvedMs * timeScale))
    const lateMs = lateAt(one, times, near)
    if (lateMs <= 0) return one
    const again = recheck(rule, stepFrom(lateMs)).occurrences.filter((other) => isSame(other, one))
    if (again.some(({ status }) => status === 'fail' || status === one.status)) return one
    const realMs = Math.round(lateMs * timeScale)
    return one.status === 'warn' ? excused(one, realMs) : undecided(one, realMs)
  }
  return {
    decide: (rule, verdict) => {
      if (rule.timeless === true || !verdict.occurrences.some(isRed)) return verdict
      return settled(verdict.occurrences.map((one) => judge(rule, one)))
    },
  }
}

/** An undecided failure is not outweighed by what went well elsewhere, only by a failure that stands. */
export function settled(occurrences: readonly Occurrence[]): Verdict {
  const verdict = verdictOf(occurrences)
  const isOpen = occurrences.some((one) => one.undecided)
  return isOpen && verdict.status !== 'fail' ? { status: 'inconclusive', occurrences } : verdict
}

const isRed = ({ status }: Occurrence) => status === 'fail' || status === 'warn'

const isSame = (a: Occurrence, b: Occurrence) => a.sale === b.sale && a.outTradeNo === b.outTradeNo

/** A journal that does not tell when may have been late at any time. */
function delaysOf(
  end: { maxDelayMs: number; delays?: readonly DelayEntry[] } | undefined,
): readonly DelayEntry[] {
  if (!end) return []
  if (end.delays) return end.delays
  const always = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY }
  return end.maxDelayMs > 0 ? [{ ...always, lastedMs: end.maxDelayMs }] : []
}

/** How late something between two moments may have been, in gateway ms: two programs, each in turn. */
type Near = (fromMs: number, toMs?: number) => number

function nearOf(delays: readonly DelayEntry[], timeScale: number): Near {
  const marginMs = SAMPLE_REAL_MS / timeScale
  return (fromMs, toMs = fromMs) => {
    const touching = delays.filter(
      (delay) => delay.fromMs <= toMs + marginMs && delay.toMs >= fromMs - marginMs,
    )
    // At one moment samples beside each other add up; over a while the worst of it counts.
    const reduce = toMs === fromMs ? sumOf : maxOf
    const byProgram = Map.groupBy(touching, ({ who }) => who)
    const lateMs = [...byProgram.values()].map((each) => reduce(each.map((one) => one.lastedMs)))
    return sumOf(lateMs) / timeScale
  }
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
const maxOf = (numbers: readonly number[]) => Math.max(0, ...numbers)

/** By how much a gap may have been longer or shorter: what was measured at two of its ends. */
function lateAt({ evidence }: Occurrence, times: ReadonlyMap<number, number>, near: Near): number {
  const moments = evidence.flatMap((seq) => times.get(seq) ?? [])
  const lastMs = Math.max(...moments)
  const ends = moments.map((ms) => near(ms))
  // One message alone: what should have followed did not, or too late to count.
  const after = moments.length > ONE_MESSAGE ? 0 : near(lastMs + 1, lastMs + HORIZON_MS)
  const [first = 0, second = 0] = [...ends, after].toSorted((a, b) => b - a)
  return moments.length === 0
    ? near(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
    : first + second
}

/** Few steps, each at most an eighth more generous than what it stands for: few rules are asked twice. */
function stepFrom(lateMs: number): number {
  const unitMs = lateMs <= 1_000 ? 50 : 2 ** Math.floor(Math.log2(lateMs)) / 8
  return Math.ceil(lateMs / unitMs) * unitMs
}

interface Pace {
  timeScale: number
  timeOutMs: number
}

/**
 * How late the merchant was where it may have hung up on a reply that was there, or had no time to show
 * what it knew: then everything that follows on that sale may be the machine's doing. 0 elsewhere.
 */
function starvedOf(
  trace: Trace,
  delays: readonly DelayEntry[],
  { timeScale, timeOutMs }: Pace,
): (one: Occurrence) => number {
  const near = nearOf(delays, timeScale)
  const nearMerchant = nearOf(
    delays.filter(({ who }) => who !== 'suite'),
    timeScale,
  )
  const known = new Map<string, number>()
  for (const sale of readSales(trace)) {
    const names = [sale.saleId, ...sale.attempts.map(({ outTradeNo }) => outTradeNo)]
    const lateMs = Math.max(
      hungUpFor(sale, near, timeOutMs),
      begunLateFor(sale, delays, { timeScale, timeOutMs }),
      unseenFor(sale, nearMerchant),
    )
    for (const name of names) if (name !== undefined) known.set(name, lateMs)
  }
  return ({ sale, outTradeNo }) => known.get(sale ?? '') ?? known.get(outTradeNo ?? '') ?? 0
}

function hungUpFor({ attempts }: Sale, near: Near, timeOutMs: number): number {
  return maxOf(
    attempts
      .flatMap(({ calls }) => calls)
      .filter(({ arrived }) => arrived)
      .map(({ startMs, seenMs }) => ({
        tookMs: seenMs - startMs,
        lateMs: near(startMs) + near(seenMs),
      }))
      .filter(({ tookMs, lateMs }) => lateMs > 0 && tookMs + lateMs >= NEARLY * timeOutMs)
      .map(({ lateMs }) => lateMs),
  )
}

/**
 * A sale is charged at once. Where the first call came later than the merchant waits for a reply, because
 * the machine held programs up meanwhile, there may have been an earlier one that never arrived.
 */
function begunLateFor(
  { acts, attempts }: Sale,
  delays: readonly DelayEntry[],
  { timeScale, timeOutMs }: Pace,
): number {
  const begun = acts.find(({ act }) => act === 'sale')
  const firstMs = attempts.flatMap(({ calls }) => calls)[0]?.startMs
  if (begun === undefined || firstMs === undefined) return 0
  const gapMs = firstMs - begun.elapsedMs
  const meanwhile = delays.filter(({ fromMs, toMs }) => fromMs < firstMs && toMs > begun.elapsedMs)
  const lateMs = sumOf(meanwhile.map(({ lastedMs }) => lastedMs)) / timeScale
  return gapMs >= NEARLY * timeOutMs && lateMs >= gapMs / 4 ? Math.min(gapMs, lateMs) : 0
}

function unseenFor({ attempts, beliefs }: Sale, near: Near): number {
  const calls = attempts.flatMap((attempt) => attempt.calls)
  const signs = [...calls.map(({ startMs }) => startMs), ...beliefs.map((one) => one.elapsedMs)]
  const lateMs = signs.length > 0 ? near(Math.max(...signs) + REST_MS) : 0
  return lateMs >= NEARLY * REST_MS ? lateMs : 0
}

function undecided(one: Occurrence, lateMs: number): Occurrence {
  const { en, zh } = one.said
  return {
    ...one,
    status: 'inconclusive',
    undecided: true,
    said: {
      en: `Undecided: ${en} The machine held its programs up by ${lateMs} ms just then, which may be the cause.`,
      zh: `无法判定：${zh}当时测试机使程序延迟了 ${lateMs} 毫秒，可能由此造成。`,
    },
  }
}

function excused(one: Occurrence, lateMs: number): Occurrence {
  const { en, zh } = one.said
  return {
    ...one,
    status: 'pass',
    said: {
      en: `${en} The machine held its programs up by ${lateMs} ms just then: no warning.`,
      zh: `${zh}当时测试机使程序延迟了 ${lateMs} 毫秒，不作警告。`,
    },
  }
}

/** Why a run has no verdict, and what to do: for the reports. */
export function sentenceOfTooLate(
  trace: Trace,
  open: readonly { id: string; verdict: Verdict }[],
): LocalizedText {
  const { timeScale = 1 } = trace.of('run').at(-1) ?? {}
  const rounds = trace.of('run').length
  const worstMs = Math.max(0, ...trace.of('run-end').map(({ maxDelayMs }) => maxDelayMs))
  const names = open.map(({ id, verdict }) => {
    const sales = verdict.occurrences.flatMap((one) => (one.undecided ? [one.sale ?? '-'] : []))
    return `${id} (${[...new Set(sales)].join(' ')})`
  })
  const larger = timeScale < 1
  return {
    en:
      `The machine was too slow to decide ${names.join(', ')}` +
      `${rounds > 1 ? `, also when played again (${rounds} rounds)` : ''}: it held programs up by up to ${worstMs} ms. ` +
      `Run again with ${larger ? 'a larger --scale, or ' : ''}fewer programs at once.`,
    zh:
      `测试机过慢，无法判定 ${names.join('、')}${rounds > 1 ? `，重跑后（共 ${rounds} 轮）仍无法判定` : ''}：` +
      `程序最多被延迟 ${worstMs} 毫秒。请${larger ? '调大 --scale，或' : ''}减少同时运行的程序后重跑。`,
  }
}
