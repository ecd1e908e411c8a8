// Which jobs nobody has in hand. A merchant that is slow to answer would otherwise have all the sends
// that wait for it read again for every call. Jobs in hand are the earliest ones: the others were
// not due yet when those were taken. So a place up to which all are in hand tells nearly everything,
// and what is idle before it all the same is remembered one by one.
import type { Instant } from '../values/instant.ts'

/** Where a job stands in the order of all. */
export interface Place {
  id: number
  due: Instant
}

interface Table<J> {
  /** The first job after a place, or of all. */
  next(past?: Place): J | undefined
  get(id: number): J | undefined
}

export function openIdle<J extends Place>(table: Table<J>) {
  /** Up to here everything is in hand, but for `before`. */
  let end: Place | undefined
  /** In order. What is done or in hand by now is struck out when somebody looks. */
  const before: Place[] = []

  const putIdle = (due: Instant, idOf: () => number): void => {
    if (!end || due > end.due) return
    const place = { due, id: idOf() }
    if (isBefore(end, place)) return
    const at = before.findIndex((one) => !isBefore(one, place))
    if (at === -1) before.push(place)
    else if (before[at]?.id !== place.id) before.splice(at, 0, place)
  }
  const firstBefore = (isInHand: (id: number) => boolean, past?: Place): J | undefined => {
    for (let at = 0; at < before.length;) {
      const place = before[at]
      if (!place) return undefined
      const isPast = past && !isBefore(past, place)
      const job = isPast || isInHand(place.id) ? undefined : table.get(place.id)
      if (job?.due === place.due) return job
      if (isPast) at += 1
      else before.splice(at, 1)
    }
    return undefined
  }
  return {
    /** A job stands here that nobody has in hand: it is new, or was moved. */
    putIdle,
    /** Nobody has it in hand any more: it is done, or waits again. Reads a disk that may fail. */
    letGo: (job: Place): void => {
      let place: Place | undefined = job
      try {
        place = table.get(job.id)
      } finally {
        if (place) putIdle(place.due, () => job.id)
      }
    },
    /** The first job that nobody has in hand, by somebody who knows which are; after `past` when given. */
    next: (isInHand: (id: number) => boolean, past?: Place): J | undefined => {
      const early = firstBefore(isInHand, past)
      if (early) return early
      let from = later(end, past)
      const isAtEnd = from === end
      for (;;) {
        const job = table.next(from)
        if (!job || !isInHand(job.id)) return job
        from = { due: job.due, id: job.id }
        if (isAtEnd) end = from
      }
    },
  }
}

const isBefore = (one: Place, other: Place) =>
  one.due < other.due || (one.due === other.due && one.id < other.id)

const later = (one?: Place, other?: Place) =>
  one && other && isBefore(one, other) ? other : (one ?? other)
