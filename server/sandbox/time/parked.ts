// Calls that are executed later than they came: put aside by a fault, or delivered once more by the
// network. They are jobs, so that they survive a restart; who still waits for a reply does not.
import type { Park } from '../../faults/effects.ts'
import type { Call, Outcome, TradeKey } from '../../trade/decision.ts'
import type { LateCall } from '../../storage/jobs.ts'
import type { SandboxCore } from '../core/core.ts'
import { step } from '../core/step.ts'

/** More than any test waits for at once; a fault without a count would go on until the disk is full. */
const MOST_PARKED = 10_000

/** Whether one more call can be put aside. */
export const hasRoomToPark = ({ jobs }: SandboxCore) => jobs.countOf('late-call') < MOST_PARKED

/** Puts a call aside. */
export function park(
  core: SandboxCore,
  call: Call,
  exchange: string,
  { afterMs, afterNotFoundMs, afterCancelMs }: Omit<Park, 'do' | 'answer'>,
): void {
  const due = core.clock.now() + afterMs
  const sooner = { afterNotFoundMs, afterCancelMs }
  core.jobs.add(due, { kind: 'late-call', call, exchange, ...sooner })
  core.wakeUp()
}

/** What a parked call will have come to. */
export function outcomeOfParked(core: SandboxCore, exchange: string): Promise<Outcome> {
  return new Promise((resolve) => core.waitingFor.set(exchange, resolve))
}

/** The network delivers the same request once more; nobody waits for its second reply. */
export function deliverAgain(core: SandboxCore, call: Call, exchange: string, gapMs: number): void {
  const job = { kind: 'late-call', call, exchange, isRepeat: true } as const
  core.jobs.add(core.clock.now() + gapMs, job)
}

/** Its time has come. */
export function runParked(core: SandboxCore, job: LateCall & { id: number }): void {
  const { call, exchange, isRepeat = false } = job
  const { outcome } = core.writer.transact(() => {
    core.jobs.remove(job.id)
    return step(core, call, { cause: `${isRepeat ? 'repeated' : 'late'} ${call.op}`, exchange })
  })
  if (call.op === 'CANCEL') wakeParked(core, call, 'afterCancelMs')
  if (isRepeat) return
  core.waitingFor.get(exchange)?.(outcome)
  core.waitingFor.delete(exchange)
}

/** What this merchant's parked original has waited for has come: now it may follow. */
export function wakeParked(
  core: SandboxCore,
  { pid, outTradeNo }: TradeKey,
  sooner: 'afterNotFoundMs' | 'afterCancelMs',
): void {
  if (!outTradeNo) return
  for (const job of core.jobs.about('late-call', outTradeNo)) {
    if (job.kind !== 'late-call' || job.call.pid !== pid) continue
    const waitMs = job[sooner]
    if (waitMs === undefined) continue
    core.jobs.move(job.id, Math.min(job.due, core.clock.now() + waitMs))
  }
  core.wakeUp()
}
