// Virtual time goes on while somebody waits for it, and only when nothing else is left to do: whoever
// waits for a reply or for a state of a trade waits no real time for it.
import type { VirtualTime } from '../server/hosts/memory.ts'
import { realNowMs, realSleep, realTurn } from './real-time.ts'

export type Time = Pick<VirtualTime, 'monotonicMs' | 'nextAt' | 'pending' | 'ringNext' | 'after'>

/** Turns of the event loop without anything new, after which time may go on. */
const IDLE_TURNS = 4
/** So many turns in which there was always something new: a shop that asks without a rest stops no time. */
const MOST_TURNS = 200
/** How often a shop that works by real time is looked at. */
const LOOK_EVERY_MS = 5

interface Wait {
  /** Time is not moved further than this for it. */
  untilMs: number
  isOver(): boolean
  /** A client, of the test or of the shop, that waits for a reply. */
  isClient: boolean
  /** True when it is over, false when time has nothing more to give. */
  resolve(isOver: boolean): void
  reject(error: Error): void
}

const clockworks = new WeakMap<Time, Clockwork>()

/** One for each virtual time, whoever asks: two that moved one clock would hurry each other. */
export function clockworkOf(time: Time): Clockwork {
  const found = clockworks.get(time)
  if (found) return found
  const made = new Clockwork(time)
  clockworks.set(time, made)
  return made
}

class Clockwork {
  /** How long nothing new may happen, by the real clock, before the kit takes it that nothing will. */
  patienceMs = 1_000
  readonly #time: Time
  readonly #waits = new Set<Wait>()
  readonly #working = new Set<Promise<unknown>>()
  #steps = 0
  #isRunning = false

  constructor(time: Time) {
    this.#time = time
  }

  /** Something new has happened. */
  stepped(): void {
    this.#steps += 1
  }

  /** Notes work of the shop: time stands still until it is done, or keeps the kit waiting for too long. */
  busy<T>(work: Promise<T>): Promise<T> {
    this.#working.add(work)
    const done = () => {
      this.#working.delete(work)
      this.stepped()
    }
    work.then(done, done)
    return work
  }

  /** Lets time pass, for `forMs` at most, until `isOver`; false when nothing more would happen by then. */
  until(isOver: () => boolean, forMs: number): Promise<boolean> {
    return this.#wait(isOver, forMs, false)
  }

  /** Lets time pass, for `forMs` at most, while `work` is not done; then it takes as long as it takes. */
  during<T>(work: Promise<T>, forMs: number): Promise<T> {
    let isDone = false
    const done = () => void (isDone = true)
    work.then(done, done)
    // Its own failure is told by `work`, and an end leaves it to whoever closed the sandbox.
    this.#wait(() => isDone, forMs, true).catch(() => {})
    // As behind a socket, others have a turn before the reply is there: a shop may ask without a rest.
    return realTurn().then(() => work)
  }

  /** Whatever still waits is told so: there is nothing to wait for any more. */
  end(reason: Error): void {
    for (const { reject } of this.#waits) reject(reason)
    this.#waits.clear()
  }

  #wait(isOver: () => boolean, forMs: number, isClient: boolean): Promise<boolean> {
    const untilMs = this.#time.monotonicMs() + forMs
    const waiting = new Promise<boolean>((resolve, reject) => {
      this.#waits.add({ untilMs, isOver, isClient, resolve, reject })
    })
    if (!this.#isRunning) void this.#run()
    return waiting
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    let seen = this.#steps
    let newsAt = realNowMs()
    while (this.#waits.size > 0) {
      await this.#idle()
      // A test that has waited goes on first; a client has gone on when its reply came.
      this.#settle((wait) => wait.isClient && wait.isOver(), true)
      if (this.#settle((wait) => wait.isOver(), true)) continue
      if (this.#steps !== seen) newsAt = realNowMs()
      seen = this.#steps
      const isPatient = realNowMs() - newsAt < this.patienceMs
      if (isPatient && this.#isShopAtWork()) {
        await realSleep(LOOK_EVERY_MS, Promise.race(this.#working))
      } else if (!this.#ring()) {
        if (isPatient) await realSleep(LOOK_EVERY_MS)
        else this.#settle(() => true, false)
      }
    }
    this.#isRunning = false
  }

  async #idle(): Promise<void> {
    let before = -1
    let idle = 0
    for (let turns = 0; idle < IDLE_TURNS && turns < MOST_TURNS; turns += 1) {
      await realTurn()
      const now = this.#steps + this.#time.pending()
      idle = now === before ? idle + 1 : 0
      before = now
    }
  }

  #settle(which: (wait: Wait) => boolean, value: boolean): boolean {
    const over = [...this.#waits].filter(which)
    for (const wait of over) {
      this.#waits.delete(wait)
      wait.resolve(value)
    }
    return over.length > 0
  }

  /** More of its routes are at work than wait for the gateway themselves. */
  #isShopAtWork(): boolean {
    const clients = [...this.#waits].filter(({ isClient }) => isClient)
    return this.#working.size > clients.length
  }

  /** Rings what somebody waits for; false when none of them is helped by what rings next. */
  #ring(): boolean {
    const next = this.#time.nextAt()
    if (next === undefined || [...this.#waits].every(({ untilMs }) => next > untilMs)) return false
    this.stepped()
    return this.#time.ringNext()
  }
}
