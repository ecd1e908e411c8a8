// A breakpoint in the request path: the answer is computed and signed, and leaves when it is released.
import { PASS, type AnswerEffect, type Hold } from '../../faults/effects.ts'
import type { Hint } from '../../journal/explanation.ts'
import { formatDuration } from '../../values/instant.ts'
import type { SandboxCore } from '../core/core.ts'
import type { HeldAnswer, Verdict } from '../core/held-answer.ts'
import { hasRoomToHold, holdAnswer, MOST_HELD } from '../time/held.ts'

/** How the answer travels in the end, and what the journal says of the wait. */
export interface AfterHold {
  effect: Exclude<AnswerEffect, Hold>
  hint: Hint
}

const ENDS: Record<Verdict, { effect: AfterHold['effect']; says: string }> = {
  released: { effect: PASS, says: 'then released' },
  'timed-out': { effect: PASS, says: 'then released by itself, as nobody had said what to do' },
  dropped: { effect: { do: 'silence', how: 'rst' }, says: 'then dropped: the line was reset' },
  left: { effect: { do: 'silence', how: 'hang' }, says: 'until the client hung up' },
  stopped: { effect: { do: 'silence', how: 'rst' }, says: 'until the simulator stopped' },
}

const hint = (about: string): Hint => ({ name: 'breakpoint', about })

/** Resolves when somebody has said what becomes of it, or at once where too many are held. */
export async function hold(
  core: SandboxCore,
  about: Omit<HeldAnswer, 'since' | 'until'>,
  { forMs }: Hold,
): Promise<AfterHold> {
  if (!hasRoomToHold(core)) {
    return { effect: PASS, hint: hint(`not held: ${MOST_HELD} answers are held already`) }
  }
  const from = core.clock.now()
  const verdict = await holdAnswer(core, about, forMs)
  const { effect, says } = ENDS[verdict]
  // A sandbox that is closed has no clock to read.
  const heldMs = core.isClosed ? 0 : core.clock.now() - from
  return { effect, hint: hint(`held for ${formatDuration(heldMs) || '0s'}, ${says}`) }
}
