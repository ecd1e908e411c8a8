// What a cashier's screen said, and for how long.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { declaredIn } from '../applicability.ts'
import type { Sale } from '../attempts.ts'

type Belief = EntryOf<'belief'>

/** Whether the prompts of this merchant can be read: it says so, or shows one. */
export function showsPrompts(trace: Trace): boolean {
  const declared = declaredIn(trace)?.supports['prompts']
  return declared ?? trace.of('belief').some(({ prompt }) => prompt !== undefined)
}

/** What was shown at some moment between the two, in order. */
export function shownBetween({ beliefs }: Sale, fromMs: number, untilMs: number): Belief[] {
  return beliefs.filter(
    ({ elapsedMs }, place) =>
      elapsedMs < untilMs && (beliefs[place + 1]?.elapsedMs ?? Number.POSITIVE_INFINITY) > fromMs,
  )
}
