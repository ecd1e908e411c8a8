// The days a bill covers, and when it can be had: a day's bill next day at 9, a month's on the 3rd.
import { addChinaMonths, DAY, HOUR, parseChinaTime, type Instant } from '../values/instant.ts'

export interface Period {
  /** As asked for: `2026-01-05` or `2026-01`. */
  date: string
  from: Instant
  /** The first instant that is not covered. */
  to: Instant
  readyAt: Instant
}

const READY_HOUR = 9

/** `yyyy-MM-dd` or `yyyy-MM`, in China time; `undefined` when it is no real day or month. */
export function readPeriod(date: string): Period | undefined {
  const isMonth = /^\d{4}-\d{2}$/.test(date)
  const from = parseChinaTime(`${isMonth ? `${date}-01` : date} 00:00:00`)
  if (from === undefined) return undefined
  const to = isMonth ? addChinaMonths(from, 1) : from + DAY
  const readyAt = to + (isMonth ? 2 * DAY : 0) + READY_HOUR * HOUR
  return { date, from, to, readyAt }
}
