// When windows end: what the options of a sandbox say, worked out for one trade.
import type { Options } from '../options/options.ts'
import {
  addChinaMonths,
  DAY,
  HOUR,
  MINUTE,
  nextChinaMidnight,
  type Instant,
} from '../values/instant.ts'

/** How long an order may wait to be paid, whatever it asks for (the real sandbox: 15 hours). */
export const longestWaitMs = ({ strictSandbox }: Options) => (strictSandbox ? 15 * HOUR : 15 * DAY)

/** The last instant at which a trade created at `createdAt` may be cancelled. */
export function cancelDeadline(options: Options, createdAt: Instant): Instant {
  switch (options.cancelWindow) {
    case '24h':
      return createdAt + DAY
    case '7d':
      return createdAt + 7 * DAY
    case 'same-day':
      return nextChinaMidnight(createdAt) - 1
    case 'next-day':
      return nextChinaMidnight(createdAt) + 15 * MINUTE
  }
}

/** When a trade paid at `paidAt` can no longer be refunded and finishes. */
export function refundDeadline(options: Options, paidAt: Instant): Instant {
  switch (options.refundWindow) {
    case '90d':
      return paidAt + 90 * DAY
    case '3-months':
      return addChinaMonths(paidAt, 3)
    case '365d':
      return paidAt + 365 * DAY
    case '12-months':
      return addChinaMonths(paidAt, 12)
  }
}

/** `90m`, `2h`, `1d`, or `1c` (the end of the China-time day); `undefined` for anything else. */
export function expiryOf(timeoutExpress: string, from: Instant): Instant | undefined {
  if (timeoutExpress === '1c') return nextChinaMidnight(from)
  const match = /^([1-9]\d{0,4})([mhd])$/.exec(timeoutExpress)
  if (!match) return undefined
  const unit = match[2] === 'm' ? MINUTE : match[2] === 'h' ? HOUR : DAY
  const lasts = Number(match[1]) * unit
  return lasts <= 15 * DAY ? from + lasts : undefined
}
