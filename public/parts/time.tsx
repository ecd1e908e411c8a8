// Instants of the gateway's clock, in China time as the wire has them.
import { DAY, formatChinaMillis, formatDuration, HOUR } from '../../server/values/instant.ts'

export function Time({ at, withMillis = false }: { at: number; withMillis?: boolean }) {
  const text = formatChinaMillis(at)
  return <time dateTime={new Date(at).toISOString()}>{withMillis ? text : text.slice(0, 19)}</time>
}

/** `+1.25 s`, `25h 3m`: exact while it is short. */
export function span(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`
  // Nobody waits 25 hours for a number of seconds.
  const rounded = ms > 2 * DAY ? ms - (ms % HOUR) : ms
  return formatDuration(rounded)
}
