// What every benchmark program shares: the middle and the ends of a series, and how a result is said
// to people (a line) and to scripts (a JSON line). Measures nothing itself.

/** The value below which `share` (0 … 1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const place = Math.max(0, Math.ceil(share * sorted.length) - 1)
  const found = sorted[place]
  if (found === undefined) throw new Error('nothing was measured')
  return found
}

/** Median and ends, in the samples' own unit, rounded to a tenth. */
export function spread(samples: readonly number[]) {
  return {
    median: tenths(percentile(samples, 0.5)),
    min: tenths(Math.min(...samples)),
    max: tenths(Math.max(...samples)),
  }
}

export const tenths = (value: number) => Math.round(value * 10) / 10
export const hundredths = (value: number) => Math.round(value * 100) / 100

/** Says one result: a line to read, and the same as JSON to keep. */
export function say(line: string, result: object): void {
  process.stdout.write(`${line}\n${JSON.stringify(result)}\n`)
}

/** Fails the program when a measurement misses its budget. */
export function keepTo(budget: number, measured: number, what: string): void {
  if (measured <= budget) return
  process.stderr.write(`over budget: ${what} took ${tenths(measured)} ms, allowed are ${budget}\n`)
  process.exitCode = 1
}
