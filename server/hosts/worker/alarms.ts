// What wakes a sandbox in a Durable Object. An object has one alarm, which survives it and costs a row
// to set; a timer costs nothing and ends with the object. So what is due soon has a timer, and the alarm
// stands a little behind it in case the object is gone by then.
import type { Waker } from '../../clock/clock.ts'
import { SECOND } from '../../values/instant.ts'
import type { ObjectStorage } from './platform.ts'

/** An object with a timer stays in memory, and is paid for meanwhile. */
const SOON_MS = 20 * SECOND
const BEHIND_MS = 2 * SECOND

export interface Alarms {
  waker: Waker
  /** The object shall look after itself at this moment, whatever the sandbox has to do. */
  lookAt(atMs: number | undefined): void
  /** The alarm has rung and is not set any more. */
  rang(): void
  /** Sets it, unless it rings early enough: ringing in vain is cheaper than being set. */
  arm(): Promise<void>
}

/** `armedAt` is when the alarm that stands already will ring. */
export function createAlarms(
  storage: ObjectStorage,
  ring: () => void,
  armedAt: number | undefined,
): Alarms {
  let timer: ReturnType<typeof setTimeout> | undefined
  let dueAt: number | undefined
  let look: number | undefined
  let armed = armedAt
  const arm = async (): Promise<void> => {
    const wanted = Math.min(dueAt ?? Infinity, look ?? Infinity)
    if (wanted === Infinity || (armed !== undefined && armed <= wanted)) return
    armed = wanted
    await storage.setAlarm(wanted)
  }
  return {
    waker: {
      set: (delayMs) => {
        clearTimeout(timer)
        timer = undefined
        if (delayMs === undefined) return void (dueAt = undefined)
        const isSoon = delayMs <= SOON_MS
        if (isSoon) timer = setTimeout(ring, delayMs)
        dueAt = Date.now() + delayMs + (isSoon ? BEHIND_MS : 0)
        void arm()
      },
    },
    lookAt: (atMs) => {
      look = atMs
    },
    rang: () => {
      armed = undefined
    },
    arm,
  }
}
