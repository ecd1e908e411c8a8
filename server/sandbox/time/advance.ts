// The time path: what is due happens, in order. Trade jobs take the same step as calls do;
// notifications are started, not awaited, so that a slow merchant delays nobody.
import type { DueJob, Place } from '../../storage/jobs.ts'
import { StorageTrouble } from '../../storage/trouble.ts'
import type { Decision, Happening } from '../../trade/decision.ts'
import { isPaid } from '../../trade/trade.ts'
import { MINUTE, type Instant } from '../../values/instant.ts'
import { assertWritable, inBackground } from '../core/background.ts'
import { deliver } from './deliver.ts'
import { isMoot, tell, type Told } from '../core/describe-job.ts'
import { runParked } from './parked.ts'
import type { Parts } from '../core/context.ts'
import { depositBack } from '../core/balances.ts'
import { step } from '../core/step.ts'

/** Something that a clock move set off. */
interface Fired {
  job: DueJob
  told: Told
}

/** Does everything due by now. Safe to call at any time; jobs in hand are left alone. */
export function runDue(parts: Parts): Fired[] {
  assertWritable(parts)
  const fired: Fired[] = []
  let past = handled(parts)
  for (;;) {
    const job = parts.jobs.nextDue(parts.clock.now(), past)
    if (!job) return fired
    past = job
    if (parts.inFlight.has(job.id)) continue
    if (!isMoot(parts, job)) fired.push({ job, told: tell(parts, job, parts.clock.now()) })
    try {
      run(parts, job)
    } catch (error) {
      putOff(parts, job, error)
    }
  }
}

/** A job that meets a bug is tried again later, so that it cannot keep everything else waiting. */
function putOff(parts: Parts, job: DueJob, error: unknown): void {
  if (parts.isClosed) return
  // The disk's trouble is no fault of the job: it stays due.
  if (error instanceof StorageTrouble) throw error
  parts.jobs.move(job.id, parts.clock.now() + MINUTE)
  parts.onBug(error)
}

/** How far everything is in hand: what comes next is idle. */
const handled = ({ jobs, inFlight }: Parts): Place | undefined =>
  jobs.inHandTo((id) => inFlight.has(id))

function isAnyIdle(parts: Parts): boolean {
  return parts.jobs.nextDue(parts.clock.now(), handled(parts)) !== undefined
}

function run(parts: Parts, job: DueJob): void {
  if (job.kind === 'notify') return start(parts, job, deliver(parts, job))
  if (job.kind === 'late-call') return runParked(parts, job)
  if (job.kind === 'deposit') return depositBack(parts, job)
  parts.writer.transact(() => {
    parts.jobs.remove(job.id)
    const { happening } = job
    noteDeed(parts, happening, step(parts, happening, { cause: happening.op }))
  })
}

/** What a buyer has done in its own time, for the journal. */
function noteDeed(
  parts: Parts,
  happening: Happening,
  { outcome, changes, events }: Decision,
): void {
  const note = (act: 'paid' | 'refused' | 'scanned' | 'confirmed', buyer: Deed) =>
    parts.writer.write({ kind: 'buyer', act, ...buyer })
  const paid = events.find(({ name }) => name === 'TradePaid')?.trade
  if (paid && outcome.kind === 'paid') {
    return void note('paid', { buyerId: paid.buyerId, outTradeNo: paid.outTradeNo })
  }
  if (happening.op === 'scan' || happening.op === 'confirm') {
    const { buyerId, qrCode, op } = happening
    const outTradeNo = changes.trade?.outTradeNo ?? parts.trades.orderByQr(qrCode)?.outTradeNo
    const isRefused = outcome.kind === 'refused'
    const act = isRefused ? 'refused' : op === 'scan' ? 'scanned' : 'confirmed'
    note(act, { buyerId, outTradeNo, note: isRefused ? outcome.refusal : undefined })
  } else if (happening.op === 'buyer-pays' && outcome.kind === 'refused') {
    const trade = parts.trades.trade(happening.tradeNo)
    // Somebody had it paid sooner: there is nothing left to type.
    if (!trade || isPaid(trade)) return
    note('refused', { buyerId: trade.buyerId, outTradeNo: trade.outTradeNo, note: outcome.refusal })
  }
}

interface Deed {
  buyerId: string
  outTradeNo?: string
  note?: string
}

function start(parts: Parts, job: DueJob, sending: Promise<void>): void {
  const done = sending
    .catch((error: unknown) => inBackground(parts, () => putOff(parts, job, error)))
    .finally(() => {
      parts.inFlight.delete(job.id)
      if (parts.isClosed) return
      inBackground(parts, () => parts.jobs.letGo(job))
      inBackground(parts, parts.wakeUp)
    })
  parts.inFlight.set(job.id, done)
}

/** Sets the alarm for the next thing that will happen. */
export function setAlarm(parts: Parts): void {
  const { clock, jobs, waker } = parts
  // An alarm is set already, for when the disk is tried again.
  if (parts.isTroubled) return
  const due = isAnyIdle(parts) ? clock.now() : jobs.firstAfter(clock.now())?.due
  waker.set(due === undefined ? undefined : clock.until(due))
}

/** Asked before anything happens, and after each thing that did, with what that was. */
export type Condition = (happened: readonly DueJob[]) => boolean

/** Where a move of the clock ended. */
interface Moved {
  fired: Told[]
  /** False when the condition it went for has not come true. */
  isReached: boolean
}

/**
 * Moves the clock forward to `target`, or until a condition holds, and lets everything on the way
 * happen at its own time. Waits for notifications it sets off, because their answers decide what
 * comes next.
 */
export async function advance(
  parts: Parts,
  target: Instant,
  act: string,
  until?: Condition,
): Promise<Moved> {
  const from = parts.clock.now()
  const fired: Fired[] = []
  let last: Fired[] = []
  let isReached = false
  for (;;) {
    // An answer that is still on its way may plan the next send: never jump over it.
    await Promise.all(parts.inFlight.values())
    isReached = until?.(last.map(({ job }) => job)) ?? false
    const job = nextIdle(parts)
    if (isReached || !job || job.due > target) break
    parts.clock.jumpTo(job.due)
    last = runDue(parts)
    fired.push(...last)
  }
  if (!until) parts.clock.jumpTo(target)
  parts.saveClock()
  parts.writer.write({ kind: 'clock', act, from, to: parts.clock.now() })
  parts.wakeUp()
  return { fired: fired.map(({ told }) => told), isReached }
}

/** The next job that nobody has in hand. */
const nextIdle = (parts: Parts): DueJob | undefined =>
  parts.jobs.nextDue(Number.MAX_SAFE_INTEGER, handled(parts))

/** The next job that will change something. */
export function nextOfNote(parts: Parts): DueJob | undefined {
  let past = handled(parts)
  for (;;) {
    const job = parts.jobs.nextDue(Number.MAX_SAFE_INTEGER, past)
    if (!job || !(parts.inFlight.has(job.id) || isMoot(parts, job))) return job
    past = job
  }
}
