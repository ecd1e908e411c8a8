// Virtual time for the merchant's own tests: a clock that moves only when the test says so.
import type { Clock } from './ports.ts'

export interface VirtualTime extends Clock {
  /** Lets everything due in the next `ms` happen, each at its own instant. */
  advance(ms: number): Promise<void>
}

export function createVirtualTime(startMs: number): VirtualTime {
  let now = startMs
  const sleepers = new Set<{ at: number; wakeUp: () => void }>()
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = { at: now + ms, wakeUp: () => (sleepers.delete(sleeper), resolve()) }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', sleeper.wakeUp)
      }),
    async advance(ms) {
      const until = now + ms
      for (;;) {
        // Bodies and aborts take a few turns of the event loop; after these nothing is on its way.
        for (let turn = 0; turn < 6; turn += 1) await nextTurn()
        const [next] = [...sleepers].toSorted((a, b) => a.at - b.at)
        if (next === undefined || next.at > until) break
        now = next.at
        next.wakeUp()
      }
      now = until
    },
  }
}

/** One turn of the event loop, through a message to oneself: no time is involved. */
function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}
