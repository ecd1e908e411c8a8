// What a run on a slow machine may still say. A machine that was late makes late merchants; one that
// was late for long enough makes them hang up on replies that are there, and then everything that
// follows is the machine's doing.
import type { Trace } from '../server/journal/trace.ts'
import { readSales, type Sale } from './rules/attempts.ts'
import type { Parameters } from './rules/parameters.ts'
import type { Row } from './rules/row.ts'
import { verdictOf, type Occurrence, type Said, type Verdict } from './rules/rule.ts'

export interface Lateness {
  /** The verdict without what the machine may have caused. */
  setAside(row: Row, verdict: Verdict): Verdict
  /** The machine stood still for a whole time-out: the run proves nothing. */
  provesNothing: boolean
  /** For the reports of a run that lateness leaves without a verdict. */
  said: Said
}

interface Span {
  fromMs: number
  toMs: number
}

type Delay = Span & { lastedMs: number }

const ALWAYS: Span = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY }
/** For so long after the last sign of a sale, in gateway ms, its merchant may have meant to do more. */
const UNHEARD_MS = 60_000

/** `undefined` for a run that was late by less than anybody can notice. */
export function readLateness(trace: Trace, parameters: Parameters): Lateness | undefined {
  const end = trace.of('run-end').at(-1)
  const timeScale = trace.of('run').at(-1)?.timeScale ?? 1
  const timeOutMs = (end?.clientTimeoutMs ?? parameters.lateness.timeOutMs) * timeScale
  const bearableMs = Math.min(parameters.allowanceMs, timeOutMs * parameters.lateness.bearableShare)
  const longestMs = end?.maxDelayMs ?? 0
  // A journal that does not tell when may have been late at any time.
  const delays = spellsOf(end?.delays ?? [{ ...ALWAYS, lastedMs: longestMs }], timeScale)
  const worstMs = Math.max(longestMs, ...delays.map(({ lastedMs }) => lastedMs))
  if (worstMs <= bearableMs / 2) return undefined
  const spanOf = spansOf(trace)
  const isLate = (one: Occurrence) => {
    if (!isRed(one)) return false
    const { fromMs, toMs } = spanOf(one)
    // A warning may lie at the very edge of a band, and several turns may have been late for it.
    const beyondMs = one.status === 'warn' ? bearableMs / 2 : bearableMs
    return delays.some(
      (delay) => delay.lastedMs > beyondMs && delay.fromMs <= toMs && delay.toMs >= fromMs,
    )
  }
  return {
    setAside: (row, verdict) => {
      if (row.timeless === true || !verdict.occurrences.some(isLate)) return verdict
      const said = why(worstMs, bearableMs)
      const late: Occurrence = { status: 'inconclusive', said, evidence: [] }
      const rest = verdict.occurrences.filter((one) => !isLate(one))
      // Others that went well do not tell how this one would have gone.
      return rest.some(isRed) ? verdictOf([...rest, late]) : verdictOf([late])
    },
    provesNothing: longestMs >= timeOutMs,
    said: sentence(worstMs, bearableMs, timeScale),
  }
}

/** One call takes many turns: delays that follow each other within a second of real time add up. */
function spellsOf(delays: readonly Delay[], timeScale: number): Delay[] {
  const nearMs = 1_000 / timeScale
  return delays.map((delay) => {
    const near = delays.filter(
      ({ fromMs, toMs }) => fromMs <= delay.toMs + nearMs && toMs >= delay.fromMs - nearMs,
    )
    return { ...delay, lastedMs: near.reduce((sum, { lastedMs }) => sum + lastedMs, 0) }
  })
}

const isRed = ({ status }: { status: Verdict['status'] }) => status === 'fail' || status === 'warn'

/** When the sale of an occurrence was under way; what belongs to none was always. */
function spansOf(trace: Trace): (occurrence: Occurrence) => Span {
  const known = new Map<string, Span>()
  const openedMs = new Map(trace.of('sale').map(({ saleId, elapsedMs }) => [saleId, elapsedMs]))
  for (const sale of readSales(trace)) {
    const span = spanOf(sale, openedMs.get(sale.saleId ?? ''))
    if (sale.saleId !== undefined) known.set(sale.saleId, span)
    for (const { outTradeNo } of sale.attempts) known.set(outTradeNo, span)
  }
  return ({ sale, outTradeNo }) => known.get(sale ?? '') ?? known.get(outTradeNo ?? '') ?? ALWAYS
}

function spanOf({ attempts, acts, beliefs, refundBeliefs }: Sale, openedMs?: number): Span {
  const calls = attempts.flatMap((attempt) => attempt.calls)
  const signs = [
    ...(openedMs === undefined ? [] : [openedMs]),
    ...calls.flatMap(({ startMs, seenMs }) => [startMs, seenMs]),
    ...attempts.flatMap(({ books }) => books.map(({ atMs }) => atMs)),
    ...[...acts, ...beliefs, ...refundBeliefs].map(({ elapsedMs }) => elapsedMs),
  ].filter(Number.isFinite)
  if (signs.length === 0) return ALWAYS
  return { fromMs: Math.min(...signs), toMs: Math.max(...signs) + UNHEARD_MS }
}

const why = (lateMs: number, beyondMs: number): Said => ({
  en: `The machine was ${lateMs} ms late, more than the ${Math.round(beyondMs)} ms allowed here: no fault of the merchant can be told from its own.`,
  zh: `测试机延迟 ${lateMs} 毫秒，超过此处允许的 ${Math.round(beyondMs)} 毫秒，无法区分是商户还是测试机所致。`,
})

function sentence(lateMs: number, bearableMs: number, timeScale: number): Said {
  const bears = Math.round(bearableMs)
  const remedy =
    timeScale < 1
      ? {
          en: 'with a larger scale or fewer programs at once',
          zh: '调大时间比例或减少同时运行的程序',
        }
      : { en: 'with fewer programs at once', zh: '减少同时运行的程序' }
  return {
    en: `The machine was too slow for scale ${timeScale}: it, or the merchant's adapter by itself, was up to ${lateMs} ms late within one call, more than the ${bears} ms allowed. Run again ${remedy.en}.`,
    zh: `测试机对时间比例 ${timeScale} 过慢：测试机（或商户适配接口自身）在一次调用期间最多延迟 ${lateMs} 毫秒，超过允许的 ${bears} 毫秒。请${remedy.zh}后重跑。`,
  }
}
