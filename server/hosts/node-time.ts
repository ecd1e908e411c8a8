// Real time on Node: the wall, the monotonic clock, and one alarm.
import type { TimeSource, Waker } from '../clock/clock.ts'

export const realTime: TimeSource = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
}

/** setTimeout holds at most 2^31-1 ms; a longer wait is cut into pieces. */
const LONGEST_MS = 2 ** 31 - 1

export function createWaker(ring: () => void): Waker {
  let timer: NodeJS.Timeout | undefined
  return {
    set: (delayMs) => {
      clearTimeout(timer)
      timer = undefined
      if (delayMs === undefined) return
      // Ringing early is harmless: nothing is due, and the alarm is set again.
      timer = setTimeout(ring, Math.min(delayMs, LONGEST_MS))
      // A sleeping sandbox keeps no process alive; the listening socket does.
      timer.unref()
    },
  }
}
