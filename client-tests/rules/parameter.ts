// What one number of the checklist is made of: its value, and what becomes of it where the machine itself
// was late by so many ms of the gateway's clock. What lateness may have added to a measured gap, or taken
// from it, is given back: a failure by these numbers is one by every value that the gap may have had.

/** A gap that may last so long, in ms: to pass, and to be no worse than a warning. */
export interface AtMost {
  passMs: number
  warnMs: number
}

/** A span that must last so long, in ms. */
export interface AtLeast {
  passMs: number
  warnMs: number
}

/** A duration between two bounds, in ms. */
export interface Within {
  passMs: readonly [number, number]
  warnMs: readonly [number, number]
}

/** How many are right, and how many no worse than a warning. */
export interface Count {
  pass: number
  warn: number
}

/** How many between two bounds are right, and how many no worse than a warning. */
export interface CountWithin {
  pass: readonly [number, number]
  warn: readonly [number, number]
}

/** A share of all, to pass and to be no worse than a warning. */
export interface AtLeastShare {
  passShare: number
  warnShare: number
}

export interface Parameter<T> {
  value: T
  widen(value: T, lateMs: number): T
}

/** Not a measured time: a count, a share, a form, or a time of the gateway's own clock. */
export const fixed = <T>(value: T): Parameter<T> => ({ value, widen: (same) => same })

/** A time that may last so long, and with lateness longer. */
export const longest = (valueMs: number): Parameter<number> => ({
  value: valueMs,
  widen: (ms, lateMs) => ms + lateMs,
})

/** A time that must last so long, and with lateness shorter. */
export const shortest = (valueMs: number): Parameter<number> => ({ value: valueMs, widen: shorter })

export const atMost = (passMs: number, warnMs: number): Parameter<AtMost> => ({
  value: { passMs, warnMs },
  widen: longerGap,
})

export const atLeast = (passMs: number, warnMs: number): Parameter<AtLeast> => ({
  value: { passMs, warnMs },
  widen: (span, lateMs) => ({
    passMs: shorter(span.passMs, lateMs),
    warnMs: shorter(span.warnMs, lateMs),
  }),
})

export const within = (passMs: Within['passMs'], warnMs: Within['warnMs']): Parameter<Within> => ({
  value: { passMs, warnMs },
  widen: widerSpan,
})

/** A mean over two gaps and more: the lateness of its ends is shared between them. */
export const meanWithin = (
  passMs: Within['passMs'],
  warnMs: Within['warnMs'],
): Parameter<Within> => ({
  value: { passMs, warnMs },
  widen: (span, lateMs) => widerSpan(span, lateMs / 2),
})

/** Several numbers under one name, each widened in its own way. */
export const several = <T>(
  value: T,
  widen: (value: T, lateMs: number) => NoInfer<T>,
): Parameter<T> => ({ value, widen })

export const longerGap = ({ passMs, warnMs }: AtMost, lateMs: number): AtMost => ({
  passMs: passMs + lateMs,
  warnMs: warnMs + lateMs,
})

/** So many within so long: late calls come closer together, so the time in which they count shrinks. */
export const inLess = <T extends { withinMs: number }>(count: T, lateMs: number): T => ({
  ...count,
  withinMs: shorter(count.withinMs, lateMs),
})

/**
 * The same where a delay may be as long as that time and longer. What came within it may have been sent
 * over as much more time, in which so many more may come: thousands are a storm on any machine.
 */
export const crowded = <T extends { withinMs: number; most: number; mostWarn?: number }>(
  count: T,
  lateMs: number,
): T => {
  if (lateMs * 2 < count.withinMs) return inLess(count, lateMs)
  const times = Math.ceil(1 + lateMs / count.withinMs)
  const { most, mostWarn } = count
  return { ...count, most: most * times, ...(mostWarn && { mostWarn: mostWarn * times }) }
}

function widerSpan({ passMs, warnMs }: Within, lateMs: number): Within {
  return {
    passMs: [shorter(passMs[0], lateMs), passMs[1] + lateMs],
    warnMs: [shorter(warnMs[0], lateMs), warnMs[1] + lateMs],
  }
}

function shorter(ms: number, lateMs: number): number {
  return Math.max(0, ms - lateMs)
}
