// The success rate of a running sandbox: what was counted stays counted, so that asking again reads
// only what is new, and a long journal is read in pieces between which others are served.
import { createRateCounter, type RateCounter, type SuccessRate } from '../journal/success-rate.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** Entries between which others get a turn. */
const PIECE = 100

const known = new WeakMap<Sandbox, { counter: RateCounter; upTo: number }>()

export async function rateOf(sandbox: Sandbox): Promise<SuccessRate> {
  const state = known.get(sandbox) ?? { counter: createRateCounter(), upTo: 0 }
  known.set(sandbox, state)
  for (;;) {
    // Read and counted at one go: two who ask at once count nothing twice.
    const { entries, isMore } = sandbox.journal.pageAfter(state.upTo, { limit: PIECE })
    state.counter.add(entries)
    state.upTo = entries.at(-1)?.seq ?? state.upTo
    if (!isMore) return state.counter.rate()
    await sandbox.turn()
  }
}
