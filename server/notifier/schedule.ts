// When notifications are sent: the first a few seconds after the event (002:L33), then up to seven
// times again, at the gaps of the official table (004:L395), about 24 hours in all.
import { HOUR, MINUTE, SECOND } from '../values/instant.ts'
import type { Draw } from '../values/random.ts'

const RETRY_GAPS = [
  4 * MINUTE,
  10 * MINUTE,
  10 * MINUTE,
  1 * HOUR,
  2 * HOUR,
  6 * HOUR,
  15 * HOUR,
] as const

/** How long the gateway waits for the merchant's answer. Not documented; a stated choice. */
const REPLY_TIMEOUT_MS = 15 * SECOND

/** A merchant's program and network do not get faster with our clock: they always have this long. */
const LEAST_TIMEOUT_MS = 1 * SECOND

/** The same in the time of the host, where the gateway's clock runs `rate` times as fast. */
export function replyTimeoutMs(rate: number): number {
  return Math.max(LEAST_TIMEOUT_MS, REPLY_TIMEOUT_MS / (rate || 1))
}

/** From the event to the first send: 3 s and up to half a second. */
export function firstDelayMs(draw: Draw): number {
  return 3 * SECOND + Math.floor(draw.fraction('notify_delay') * 500)
}

/** How the contract of a sandbox departs from the table. */
export interface Schedule {
  /** Sends that follow a failed first one at once. */
  resends: number
  firstGap: '4m' | '2m'
  /** Another gateway's table in the place of Alipay's; it has no first gap of another length. */
  gaps?: readonly number[]
}

/** From the n-th send to the next; `undefined` when the series is over. */
export function gapAfter(
  attempt: number,
  { resends, firstGap, gaps }: Schedule,
): number | undefined {
  if (gaps) return gaps[attempt - 1]
  if (attempt <= resends) return 0
  const nth = attempt - resends
  return nth === 1 && firstGap === '2m' ? 2 * MINUTE : RETRY_GAPS[nth - 1]
}
