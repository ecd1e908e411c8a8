// Instants and durations. An instant is milliseconds since the epoch on the gateway's clock; the
// wire always speaks China time, which has no daylight saving, so an offset is all it takes.

/** Milliseconds since 1970-01-01T00:00:00Z on the gateway's clock. */
export type Instant = number

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const CHINA_OFFSET = 8 * HOUR

/** `yyyy-MM-dd HH:mm:ss` in China time. */
export function formatChinaTime(at: Instant): string {
  return formatChinaMillis(at).slice(0, 19)
}

/** `yyyy-MM-dd HH:mm:ss.SSS` in China time: the form of `gmt_refund` in notifications. */
export function formatChinaMillis(at: Instant): string {
  return new Date(at + CHINA_OFFSET).toISOString().replace('T', ' ').replace('Z', '')
}

/** `yyyy-MM-dd` in China time. */
export function formatChinaDate(at: Instant): string {
  return formatChinaTime(at).slice(0, 10)
}

/** `yyyyMMdd` in China time: the head of a trade number. */
export function formatChinaDay(at: Instant): string {
  return formatChinaDate(at).replaceAll('-', '')
}

/** Reads `yyyy-MM-dd HH:mm[:ss]` as China time; `undefined` when it is no real date. */
export function parseChinaTime(text: string): Instant | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})(:\d{2})?$/.exec(text)
  if (!match) return undefined
  const at = Date.parse(`${match[1]}T${match[2]}${match[3] ?? ':00'}Z`) - CHINA_OFFSET
  // Date.parse rolls 02-30 over to 03-01; writing it back shows that.
  return Number.isNaN(at) || !formatChinaTime(at).startsWith(`${match[1]}`) ? undefined : at
}

/** The first instant of the China-time day after the one that holds `at`. */
export function nextChinaMidnight(at: Instant): Instant {
  return Math.floor((at + CHINA_OFFSET) / DAY + 1) * DAY - CHINA_OFFSET
}

/** The first instant of the China-time month after the one that holds `at`. */
export function nextChinaMonth(at: Instant): Instant {
  const local = new Date(at + CHINA_OFFSET)
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1) - CHINA_OFFSET
}

/** The same day of the month `months` later, in China time (clamped to the month's last day). */
export function addChinaMonths(at: Instant, months: number): Instant {
  const local = new Date(at + CHINA_OFFSET)
  const day = local.getUTCDate()
  local.setUTCDate(1)
  local.setUTCMonth(local.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0))
  local.setUTCDate(Math.min(day, lastDay.getUTCDate()))
  return local.getTime() - CHINA_OFFSET
}

const UNITS: Record<string, number> = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY }

/** Reads a duration such as `8s`, `25h`, `1h30m`, `250ms`; `undefined` when it is none. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) return undefined
  let total = 0
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * (UNITS[unit ?? ''] ?? Number.NaN)
  }
  return total
}

/** Writes a duration the way a person says it: `1h 30m`, `8s`, `250ms`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < SECOND) return `${Math.round(durationMs)}ms`
  const parts: string[] = []
  let rest = Math.round(durationMs / SECOND) * SECOND
  for (const [unit, size] of [
    ['d', DAY],
    ['h', HOUR],
    ['m', MINUTE],
    ['s', SECOND],
  ] as const) {
    const count = Math.floor(rest / size)
    if (count > 0) parts.push(`${count}${unit}`)
    rest -= count * size
  }
  return parts.join(' ')
}
