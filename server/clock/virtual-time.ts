// Virtual time: a source and alarms that move only when told. Whoever owns it decides when nothing
// is left to do and time may go on; everything due fires in order.
import type { TimeSource } from './clock.ts'

interface Alarm {
  at: number
  place: number
  ring: () => void
}

export class VirtualTime implements TimeSource {
  #now: number
  #places = 0
  #alarms: Alarm[] = []
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
    const alarm = { at: this.#now + Math.max(0, delayMs), place: this.#places++, ring }
    this.#alarms.push(alarm)
    return () => {
      this.#alarms = this.#alarms.filter((one) => one !== alarm)
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
    return this.#first()?.at
  }

  /** Moves to the next alarm, no further than `untilMs`, and rings it. False when none was due. */
  ringNext(untilMs = Infinity): boolean {
    const alarm = this.#first()
    if (!alarm || alarm.at > untilMs) {
      if (Number.isFinite(untilMs)) this.#now = Math.max(this.#now, untilMs)
      return false
    }
    this.#alarms = this.#alarms.filter((one) => one !== alarm)
    this.#now = Math.max(this.#now, alarm.at)
    alarm.ring()
    return true
  }

  #first(): Alarm | undefined {
    // Equal times ring in the order in which they were set.
    return this.#alarms.toSorted((a, b) => a.at - b.at || a.place - b.place)[0]
  }
}
