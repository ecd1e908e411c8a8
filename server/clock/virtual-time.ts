// Virtual time: a source and alarms that move only when their owner moves them. The owner decides when nothing
// is left to do and time may go on; everything due fires in order.
import type { TimeSource } from './clock.ts'

interface Alarm {
  at: number
  ring: () => void
}

export class VirtualTime implements TimeSource {
  #now: number
  /** In the order in which they ring: equal times in the order in which they were set. */
  readonly #alarms: Alarm[] = []
  readonly #epochMs: number

  /** Starts at an instant (ms since 1970) that every run shares. */
  constructor(epochMs: number) {
    this.#epochMs = epochMs
    this.#now = 0
  }

  wallMs = () => this.#epochMs + this.#now
  monotonicMs = () => this.#now

  /** Rings after `delayMs`; returns how to call it off. */
  after(delayMs: number, ring: () => void): () => void {
    const alarm = { at: this.#now + Math.max(0, delayMs), ring }
    this.#alarms.splice(this.#placeAfter(alarm.at), 0, alarm)
    return () => {
      const place = this.#alarms.indexOf(alarm)
      if (place >= 0) this.#alarms.splice(place, 1)
    }
  }

  /** Resolves after `delayMs`, or at once when the signal aborts. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const callOff = this.after(delayMs, resolve)
      signal?.addEventListener('abort', () => {
        callOff()
        resolve()
      })
    })
  }

  /** How many alarms are set. */
  pending(): number {
    return this.#alarms.length
  }

  /** When the next alarm rings, in ms since the start; `undefined` when none is set. */
  nextAt(): number | undefined {
    return this.#alarms[0]?.at
  }

  /** Moves to the next alarm, no further than `untilMs`, and rings it. False when none was due. */
  ringNext(untilMs = Infinity): boolean {
    const [alarm] = this.#alarms
    if (!alarm || alarm.at > untilMs) {
      if (Number.isFinite(untilMs)) this.#now = Math.max(this.#now, untilMs)
      return false
    }
    this.#alarms.shift()
    this.#now = Math.max(this.#now, alarm.at)
    alarm.ring()
    return true
  }

  /** Behind every alarm that rings no later than `at`. */
  #placeAfter(at: number): number {
    let low = 0
    let high = this.#alarms.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#alarms[middle]?.at ?? Infinity) <= at) low = middle + 1
      else high = middle
    }
    return low
  }
}
