// Judges a duration against a band. The only place that knows how a scaled merchant widens bands:
// the allowance for latency is real time, so on a gateway clock that runs 1/k times as fast it
// counts allowance ÷ k, and both ends of each band move by the difference.
import type { Trace } from '../../server/journal/trace.ts'
import type { AtLeast, AtMost, Within } from './parameter.ts'
import type { Parameters } from './parameters.ts'

export type Mark = 'pass' | 'warn' | 'fail'

export interface Bands {
  /** The whole latency allowance on the gateway's clock. */
  allowanceMs: number
  /** An upper limit, widened. */
  upTo(limitMs: number): number
  atMost(gapMs: number, band: AtMost): Mark
  atLeast(spanMs: number, band: AtLeast): Mark
  within(durationMs: number, band: Within): Mark
}

/** The bands for the run that a trace shows: `timeScale` comes from its `run` entry. */
export function readBands(trace: Trace, { allowanceMs, lateMs }: Parameters): Bands {
  const timeScale = trace.of('run').at(-1)?.timeScale ?? 1
  const extraMs = allowanceMs / timeScale - allowanceMs
  const inside = (value: number, [low, high]: readonly [number, number]) =>
    value >= low - extraMs && value <= high + extraMs
  return {
    allowanceMs: allowanceMs / timeScale + lateMs,
    upTo: (limitMs) => limitMs + extraMs,
    atMost: (gapMs, band) => mark(gapMs <= band.passMs + extraMs, gapMs <= band.warnMs + extraMs),
    atLeast: (spanMs, band) =>
      mark(spanMs >= band.passMs - extraMs, spanMs >= band.warnMs - extraMs),
    within: (durationMs, band) =>
      mark(inside(durationMs, band.passMs), inside(durationMs, band.warnMs)),
  }
}

function mark(passes: boolean, warns: boolean): Mark {
  if (passes) return 'pass'
  return warns ? 'warn' : 'fail'
}
