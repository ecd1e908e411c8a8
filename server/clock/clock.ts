// The gateway's clock: real, scaled or frozen, and movable. It keeps two readings: `now`, which a
// test may move, and `elapsed`, the gateway time that really passed.
import type { Instant } from '../values/instant.ts'

/** Where time comes from. Real on a host, virtual in a test drive. */
export interface TimeSource {
  wallMs(): number
  monotonicMs(): number
}

/** The one alarm of a sandbox: `undefined` switches it off. The delay is in the source's time. */
export interface Waker {
  set(delayMs: number | undefined): void
}

/** 1 is real time, 60 a minute per second, 0 frozen. */
export type Rate = number

export interface ClockState {
  rate: Rate
  /** Gateway time at `markMonotonicMs`. */
  baseMs: Instant
  elapsedMs: number
  /** How far the clock has been moved away from the wall; survives a restart. */
  movedMs: number
}

export interface Clock {
  now(): Instant
  elapsed(): number
  rate(): Rate
  setRate(rate: Rate): void
  /** Moves forward to an instant; time only goes one way. */
  jumpTo(at: Instant): void
  state(): ClockState
  /** How long, in the source's time, until the clock shows `at`; `undefined` when it never will. */
  until(at: Instant): number | undefined
}

/**
 * Starts where the wall is, or goes on from a saved state. `seen` is the last reading that anybody
 * has been told: a program that was killed saved nothing since, and time must not run backwards.
 */
export function createClock(
  source: TimeSource,
  saved?: ClockState,
  seen?: { at: Instant; elapsedMs: number },
): Clock {
  let markMs = source.monotonicMs()
  // A clock that ran on while the program was down; a frozen one stands where it stood.
  let baseMs = saved?.rate === 0 ? saved.baseMs : source.wallMs() + (saved?.movedMs ?? 0)
  const earliestMs = Math.max(saved?.baseMs ?? -Infinity, seen?.at ?? -Infinity)
  let movedMs = (saved?.movedMs ?? 0) + Math.max(0, earliestMs - baseMs)
  baseMs = Math.max(baseMs, earliestMs)
  let elapsedMs = Math.max(saved?.elapsedMs ?? 0, seen?.elapsedMs ?? 0)
  let rate = saved?.rate ?? 1

  const passed = () => (source.monotonicMs() - markMs) * rate
  const now = () => Math.floor(baseMs + passed())
  const settle = () => {
    const gone = passed()
    const unscaled = source.monotonicMs() - markMs
    baseMs += gone
    elapsedMs += gone
    movedMs += gone - unscaled
    markMs = source.monotonicMs()
  }
  return {
    now,
    elapsed: () => Math.round(elapsedMs + passed()),
    rate: () => rate,
    setRate: (next) => {
      settle()
      rate = next
    },
    jumpTo: (at) => {
      settle()
      if (at <= baseMs) return
      movedMs += at - baseMs
      baseMs = at
    },
    state: () => {
      settle()
      return { rate, baseMs: Math.floor(baseMs), elapsedMs: Math.round(elapsedMs), movedMs }
    },
    until: (at) => {
      const aheadMs = at - baseMs - passed()
      if (aheadMs <= 0) return 0
      return rate === 0 ? undefined : Math.ceil(aheadMs / rate)
    },
  }
}
