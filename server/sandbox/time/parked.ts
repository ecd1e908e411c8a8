// Calls that are executed later than they came: put aside by a fault, or delivered once more by the
// network. They are jobs, so that they survive a restart; who still waits for a reply does not.
import type { Effect } from '../../faults/fault.ts'
import type { Call, Outcome, TradeKey } from '../../trade/decision.ts'
import type { LateCall } from '../../storage/jobs.ts'
import type { Parts } from '../core/context.ts'
import { step } from '../core/step.ts'

/** More than any test waits for at once; a fault without a count would go on until the disk is full. */
const MOST_PARKED = 10_000

/** Whether one more call can be put aside. */
export const hasRoomToPark = ({ jobs }: Parts) => jobs.countOf('late-call') < MOST_PARKED

export type Park = Extract<Effect, { do: 'park' }>

/** Puts a call aside. */
export function park(
  parts: Parts,
  call: Call,
  exchange: string,
  { afterMs, afterNotFoundMs, afterCancelMs }: Omit<Park, 'do' | 'answer'>,
): void {
  const due = parts.clock.now() + afterMs
  const sooner = { afterNotFoundMs, afterCancelMs }
  parts.jobs.add(due, { kind: 'late-call', call, exchange, ...sooner })
  parts.wakeUp()
}

/** What a parked call will have come to. */
export function outcomeOfParked(parts: Parts, exchange: string): Promise<Outcome> {
  return new Promise((resolve) => parts.waitingFor.set(exchange, resolve))
}

/** The network delivers the same request once more; nobody waits for its second reply. */
export function deliverAgain(parts: Parts, call: Call, exchange: string, gapMs: number): void {
  const job = { kind: 'late-call', call, exchange, isRepeat: true } as const
  parts.jobs.add(parts.clock.now() + gapMs, job)
}

/** Its time has come. */
export function runParked(parts: Parts, job: LateCall & { id: number }): void {
  const { call, exchange, isRepeat = false } = job
  const { outcome } = parts.writer.transact(() => {
    parts.jobs.remove(job.id)
    return step(parts, call, { cause: `${isRepeat ? 'repeated' : 'late'} ${call.op}`, exchange })
  })
  if (call.op === 'CANCEL') wakeParked(parts, call, 'afterCancelMs')
  if (isRepeat) return
  parts.waitingFor.get(exchange)?.(outcome)
  parts.waitingFor.delete(exchange)
}

/** What this merchant's parked original has waited for has come: now it may follow. */
export function wakeParked(
  parts: Parts,
  { pid, outTradeNo }: TradeKey,
  sooner: 'afterNotFoundMs' | 'afterCancelMs',
): void {
  if (!outTradeNo) return
  for (const job of parts.jobs.about('late-call', outTradeNo)) {
    if (job.kind !== 'late-call' || job.call.pid !== pid) continue
    const waitMs = job[sooner]
    if (waitMs === undefined) continue
    parts.jobs.move(job.id, Math.min(job.due, parts.clock.now() + waitMs))
  }
  parts.wakeUp()
}
