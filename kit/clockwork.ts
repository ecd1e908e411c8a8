// Virtual time goes on while somebody waits for it, and only when nothing else is left to do: whoever
// waits for a reply or for a state of a trade waits no real time for it.
import type { VirtualTime } from '../server/hosts/memory.ts'
import { realNowMs, realSleep, realTurn } from './real-time.ts'

export type Time = Pick<VirtualTime, 'monotonicMs' | 'nextAt' | 'pending' | 'ringNext' | 'after'>

/** Turns of the event loop without anything new, after which time may go on. */
const IDLE_TURNS = 4
/** How often a shop that works by real time is looked at. */
const LOOK_EVERY_MS = 5
const PATIENCE_MS = 1_000

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

export interface Clockwork {
  /** How long nothing new may happen, by the real clock, before the kit takes it that nothing will. */
  patienceMs: number
  /** Something new has happened. */
  stepped(): void
  /** Notes work of the shop: time stands still until it is done, or keeps the kit waiting for too long. */
  busy<T>(work: Promise<T>): Promise<T>
  /** Lets time pass, for `forMs` at most, until `isOver`; false when nothing more would happen by then. */
  until(isOver: () => boolean, forMs: number): Promise<boolean>
  /** Lets time pass, for `forMs` at most, while `work` is not done; then it takes as long as it takes. */
  during<T>(work: Promise<T>, forMs: number): Promise<T>
  /** Whatever still waits is told so: there is nothing to wait for any more. */
  end(reason: Error): void
}

const clockworks = new WeakMap<Time, Clockwork>()

/** One for each virtual time, whoever asks: two that moved one clock would hurry each other. */
export function clockworkOf(time: Time): Clockwork {
  const found = clockworks.get(time)
  if (found) return found
  const made = wind(time)
  clockworks.set(time, made)
  return made
}

function wind(time: Time): Clockwork {
  const waits = new Set<Wait>()
  const working = new Set<Promise<unknown>>()
  let steps = 0
  let isRunning = false

  const idle = async () => {
    let before = -1
    for (let turns = 0; turns < IDLE_TURNS; turns += 1) {
      await realTurn()
      const now = steps + time.pending()
      if (now !== before) turns = 0
      before = now
    }
  }
  const settle = (isOver: (wait: Wait) => boolean, value: boolean): boolean => {
    const over = [...waits].filter(isOver)
    for (const wait of over) {
      waits.delete(wait)
      wait.resolve(value)
    }
    return over.length > 0
  }
  /** Rings what somebody waits for; false when none of them is helped by what rings next. */
  const ring = (): boolean => {
    const next = time.nextAt()
    if (next === undefined || [...waits].every(({ untilMs }) => next > untilMs)) return false
    steps += 1
    return time.ringNext()
  }
  const run = async () => {
    isRunning = true
    let seen = steps
    let newsAt = realNowMs()
    while (waits.size > 0) {
      await idle()
      // Whoever has waited goes on first.
      if (settle((wait) => wait.isOver(), true)) continue
      if (steps !== seen) newsAt = realNowMs()
      seen = steps
      const isPatient = realNowMs() - newsAt < clockwork.patienceMs
      const isShopAtWork = working.size > [...waits].filter(({ isClient }) => isClient).length
      if (isShopAtWork && isPatient) await realSleep(LOOK_EVERY_MS, Promise.race(working))
      else if (ring()) continue
      else if (isPatient) await realSleep(LOOK_EVERY_MS)
      else settle(() => true, false)
    }
    isRunning = false
  }
  const wait = (isOver: () => boolean, forMs: number, isClient: boolean): Promise<boolean> => {
    const untilMs = time.monotonicMs() + forMs
    const waiting = new Promise<boolean>((resolve, reject) => {
      waits.add({ untilMs, isOver, isClient, resolve, reject })
    })
    if (!isRunning) void run()
    return waiting
  }
  const clockwork: Clockwork = {
    patienceMs: PATIENCE_MS,
    stepped: () => {
      steps += 1
    },
    busy: (work) => {
      working.add(work)
      const done = () => {
        working.delete(work)
        steps += 1
      }
      work.then(done, done)
      return work
    },
    until: (isOver, forMs) => wait(isOver, forMs, false),
    during: async (work, forMs) => {
      let isDone = false
      const done = () => void (isDone = true)
      work.then(done, done)
      // Its own failure is told by `work`, and an end leaves it to whoever closed the sandbox.
      wait(() => isDone, forMs, true).catch(() => {})
      return work
    },
    end: (reason) => {
      for (const { reject } of waits) reject(reason)
      waits.clear()
    },
  }
  return clockwork
}
