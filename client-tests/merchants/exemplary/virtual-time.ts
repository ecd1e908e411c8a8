// Virtual time for the merchant's own tests: a clock that moves only when the test says so.
import { nextTurn, VirtualTime as Source } from '../../../server/hosts/memory.ts'
import type { Clock } from './ports.ts'

export interface VirtualTime extends Clock {
  /** Lets everything due in the next `ms` happen, each at its own instant. */
  advance(ms: number): Promise<void>
}

export function createVirtualTime(startMs: number): VirtualTime {
  const source = new Source(startMs)
  return {
    now: source.wallMs,
    sleep: (ms, signal) => source.sleep(ms, signal),
    async advance(ms) {
      const until = source.monotonicMs() + ms
      // Bodies and aborts take a few turns of the event loop; after these nothing is on its way.
      do for (let turn = 0; turn < 6; turn += 1) await nextTurn()
      while (source.ringNext(until))
    },
  }
}
