// Answers that a breakpoint holds: who waits for which, and how each of them ends. Only memory knows
// them, since no client that waits outlives the process; the job that ends one by itself may, and then
// finds nothing.
import type { DueJob } from '../../storage/jobs.ts'
import type { SandboxCore } from '../core/core.ts'
import type { HeldAnswer, Verdict } from '../core/held-answer.ts'

/** More than anybody looks at; a rule without a count would keep every client's line open. */
export const MOST_HELD = 100

export const hasRoomToHold = ({ held }: SandboxCore) => held.size < MOST_HELD

export function holdAnswer(
  core: SandboxCore,
  about: Omit<HeldAnswer, 'since' | 'until'>,
  forMs: number,
): Promise<Verdict> {
  const { exchange, outTradeNo } = about
  const since = core.clock.now()
  const until = since + forMs
  core.jobs.add(until, { kind: 'release', exchange, outTradeNo })
  core.wakeUp()
  return new Promise((settle) => core.held.set(exchange, { ...about, since, until, settle }))
}

/** False where nothing of this exchange is held (any more). */
export function settleHeld(core: SandboxCore, exchange: string, verdict: Verdict): boolean {
  const held = core.held.get(exchange)
  if (!held) return false
  for (const { id } of core.jobs.about('release', exchange)) core.jobs.remove(id)
  core.held.delete(exchange)
  held.settle(verdict)
  core.wakeUp()
  return true
}

/** Nobody has said what becomes of it in its time. */
export function runRelease(
  core: SandboxCore,
  { id, exchange }: Extract<DueJob, { kind: 'release' }>,
): void {
  if (!settleHeld(core, exchange, 'timed-out')) core.jobs.remove(id)
}
