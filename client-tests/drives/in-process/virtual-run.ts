// Virtual time for a run: it moves only when nothing is left to do, so minutes take seconds and are
// the same every time.
import { nextTurn, VirtualTime, START_AT } from '../../../server/hosts/memory.ts'

/** Turns of the event loop without anything new, after which time may go on. */
const IDLE_TURNS = 4
/** One way between client and gateway, so that no two things happen at the same instant. */
const LATENCY_MS = 20

type Fetch = (request: Request) => Promise<Response>

export interface VirtualRun {
  time: VirtualTime
  /** Notes that something began and ended, so that time waits for what comes of it. */
  counted<T>(work: Promise<T>): Promise<T>
  /** Something new has happened. */
  stepped(): void
  /** A `fetch` that takes a moment each way. */
  distant(fetch: Fetch): Fetch
  /** Lets time pass until `work` is done; throws when nothing is left that could finish it. */
  passTime(work: Promise<void>): Promise<void>
}

export function startVirtualRun(): VirtualRun {
  const time = new VirtualTime(START_AT)
  let steps = 0
  const counted = async <T>(work: Promise<T>): Promise<T> => {
    steps += 1
    try {
      return await work
    } finally {
      steps += 1
    }
  }
  return {
    time,
    counted,
    stepped: () => {
      steps += 1
    },
    distant: (fetch) => async (request) => {
      await time.sleep(LATENCY_MS)
      if (request.signal.aborted) throw new DOMException('aborted', 'AbortError')
      const response = await counted(fetch(request))
      await time.sleep(LATENCY_MS)
      return response
    },
    passTime: (work) => passTime(time, () => steps, work),
  }
}

async function passTime(
  time: VirtualTime,
  steps: () => number,
  work: Promise<void>,
): Promise<void> {
  let isDone = false
  const done = work.finally(() => {
    isDone = true
  })
  // The failure is thrown below; until then it must not count as unhandled.
  done.catch(() => {})
  while (!isDone) {
    await untilIdle(steps, () => time.pending())
    if (isDone) break
    if (!time.ringNext()) throw new Error('the run stands still: something waits for nothing')
  }
  await done
}

async function untilIdle(steps: () => number, alarms: () => number): Promise<void> {
  let before = -1
  for (let idle = 0; idle < IDLE_TURNS; idle += 1) {
    await nextTurn()
    const now = steps() + alarms()
    if (now !== before) idle = 0
    before = now
  }
}
