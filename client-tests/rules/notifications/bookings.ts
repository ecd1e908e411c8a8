// How often a sale's payment was booked, as the merchant shows it, and which notification came last
// before it was booked once more.
import type { Sale } from '../attempts.ts'
import type { Notice } from '../notices.ts'

export interface Booking {
  payments: number
  /** Place and time of the belief that first shows so many. */
  seq: number
  atMs: number
}

/** The most payments that were ever shown; `undefined` where the merchant shows no effects. */
export function mostBooked({ beliefs }: Sale): Booking | undefined {
  const shown = beliefs.map(({ effects, seq, elapsedMs }) => ({
    payments: effects.filter(({ type }) => type === 'PAID').length,
    seq,
    atMs: elapsedMs,
  }))
  const most = Math.max(0, ...shown.map(({ payments }) => payments))
  return most === 0 ? undefined : shown.find(({ payments }) => payments === most)
}

/** The last notification that reached the merchant before a booking was seen. */
export function lastBefore({ attempts }: Sale, { atMs }: Booking): Notice | undefined {
  return attempts
    .flatMap(({ notices }) => notices)
    .filter((notice) => !notice.lost && notice.sentMs <= atMs)
    .toSorted((a, b) => a.sentMs - b.sentMs)
    .at(-1)
}
