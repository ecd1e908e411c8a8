// What a row of numbers tells of how they are drawn.
import { DAY, HOUR, type Instant } from '../../../server/values/instant.ts'

export interface IssuedId {
  id: string
  seq: number
  /** By the gateway's clock, when it was first used. */
  at: Instant
}

/** Most of them are so far from the one before as all others are. */
const MOST = 0.8

/** One part of digits grows by the same step from each to the next. */
export function isCounted(ids: readonly IssuedId[]): boolean {
  const steps = ids.slice(1).map(({ id }, place) => stepBetween(ids[place]?.id ?? '', id))
  const counts = new Map<bigint, number>()
  for (const step of steps) {
    if (step !== undefined && step !== 0n) counts.set(step, (counts.get(step) ?? 0) + 1)
  }
  return Math.max(0, ...counts.values()) >= MOST * steps.length
}

/** `undefined` where more differs than one number. */
function stepBetween(before: string, after: string): bigint | undefined {
  const [old, fresh] = [before, after].map((id) => id.match(/\d+/g) ?? [])
  const isAlike = before.replaceAll(/\d+/g, '#') === after.replaceAll(/\d+/g, '#')
  if (!old || !fresh || !isAlike) return undefined
  const changed = fresh.flatMap((digits, place) =>
    digits === old[place] ? [] : [BigInt(digits) - BigInt(old[place] ?? '0')],
  )
  return changed.length === 1 ? changed[0] : undefined
}

const TAIL = 6
/** Of a row without an order every second one is smaller than the one before. */
const FALLS = 0.2

/** Their ends go up and down. */
export function isRandom(ids: readonly IssuedId[]): boolean {
  const ends = ids.map(({ id }) => id.slice(-TAIL))
  const falls = ends.slice(1).filter((end, place) => end < (ends[place] ?? ''))
  return falls.length >= FALLS * (ends.length - 1) && new Set(ends).size > MOST * ends.length
}

/** Each holds the time of its use: as a date with hour and minute, or in seconds since 1970. */
export function namesItsTime(ids: readonly IssuedId[]): boolean {
  return ids.every(({ id, at }) =>
    (id.match(/\d{10,}/g) ?? []).some((digits) =>
      windowsOf(digits).some((time) => isNear(time, at)),
    ),
  )
}

/** In whichever zone it is written. */
const isNear = (time: Instant, at: Instant) => Math.abs(time - at) <= DAY + HOUR

function windowsOf(digits: string): Instant[] {
  return Array.from({ length: digits.length - 9 }, (_, from) => digits.slice(from)).flatMap(
    (text) => [
      Number(text.slice(0, 10)) * 1_000,
      dateIn(text.slice(0, 12)),
      dateIn(`20${text.slice(0, 10)}`),
    ],
  )
}

/** `202611282301`; NaN for what is no date. */
function dateIn(text: string): Instant {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? []
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:00Z`)
}
