// The time path: what is due happens, in order. Trade jobs take the same step as calls do;
// notifications are started, not awaited, so that a slow merchant delays nobody.
import type { DueJob, Place } from '../../storage/jobs.ts'
import { StorageTrouble } from '../../storage/trouble.ts'
import type { Decision, TimedEvent } from '../../trade/decision.ts'
import { isPaid } from '../../trade/trade.ts'
import { MINUTE, type Instant } from '../../values/instant.ts'
import { assertWritable, inBackground } from '../core/background.ts'
import { deliver } from './deliver.ts'
import { isObsolete, describeJob, type JobDescription } from '../core/describe-job.ts'
import { runParked } from './parked.ts'
import type { SandboxCore } from '../core/core.ts'
import { depositBack } from '../core/balances.ts'
import { step } from '../core/step.ts'

/** Something that a clock move set off. */
interface Fired {
  job: DueJob
  told: JobDescription
}

/** Does everything due by now. Safe to call at any time; jobs in hand are left alone. */
export function runDue(core: SandboxCore): Fired[] {
  assertWritable(core)
  const fired: Fired[] = []
  let past = handled(core)
  for (;;) {
    const job = core.jobs.nextDue(core.clock.now(), past)
    if (!job) return fired
    past = job
    if (core.inFlight.has(job.id)) continue
    if (!isObsolete(core, job)) fired.push({ job, told: describeJob(core, job, core.clock.now()) })
    try {
      run(core, job)
    } catch (error) {
      putOff(core, job, error)
    }
  }
}

/** A job that meets a bug is tried again later, so that it cannot keep everything else waiting. */
function putOff(core: SandboxCore, job: DueJob, error: unknown): void {
  if (core.isClosed) return
  // The disk's trouble is no fault of the job: it stays due.
  if (error instanceof StorageTrouble) throw error
  core.jobs.move(job.id, core.clock.now() + MINUTE)
  core.onBug(error)
}

/** How far everything is in hand: what comes next is idle. */
const handled = ({ jobs, inFlight }: SandboxCore): Place | undefined =>
  jobs.inHandTo((id) => inFlight.has(id))

function isAnyIdle(core: SandboxCore): boolean {
  return core.jobs.nextDue(core.clock.now(), handled(core)) !== undefined
}

function run(core: SandboxCore, job: DueJob): void {
  if (job.kind === 'notify') return start(core, job, deliver(core, job))
  if (job.kind === 'late-call') return runParked(core, job)
  if (job.kind === 'deposit') return depositBack(core, job)
  core.writer.transact(() => {
    core.jobs.remove(job.id)
    const { happening } = job
    noteDeed(core, happening, step(core, happening, { cause: happening.op }))
  })
}

/** What a buyer has done in its own time, for the journal. */
function noteDeed(
  core: SandboxCore,
  happening: TimedEvent,
  { outcome, changes, events }: Decision,
): void {
  const note = (act: 'paid' | 'refused' | 'scanned' | 'confirmed', buyer: Deed) =>
    core.writer.write({ kind: 'buyer', act, ...buyer })
  const paid = events.find(({ name }) => name === 'TradePaid')?.trade
  if (paid && outcome.kind === 'paid') {
    return void note('paid', { buyerId: paid.buyerId, outTradeNo: paid.outTradeNo })
  }
  if (happening.op === 'scan' || happening.op === 'confirm') {
    const { buyerId, qrCode, op } = happening
    const outTradeNo = changes.trade?.outTradeNo ?? core.trades.orderByQr(qrCode)?.outTradeNo
    const isRefused = outcome.kind === 'refused'
    const act = isRefused ? 'refused' : op === 'scan' ? 'scanned' : 'confirmed'
    note(act, { buyerId, outTradeNo, note: isRefused ? outcome.refusal : undefined })
  } else if (happening.op === 'buyer-pays' && outcome.kind === 'refused') {
    const trade = core.trades.trade(happening.tradeNo)
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

function start(core: SandboxCore, job: DueJob, sending: Promise<void>): void {
  const done = sending
    .catch((error: unknown) => inBackground(core, () => putOff(core, job, error)))
    .finally(() => {
      core.inFlight.delete(job.id)
      if (core.isClosed) return
      inBackground(core, () => core.jobs.letGo(job))
      inBackground(core, core.wakeUp)
    })
  core.inFlight.set(job.id, done)
}

/** Sets the alarm for the next thing that will happen. */
export function setAlarm(core: SandboxCore): void {
  const { clock, jobs, waker } = core
  // An alarm is set already, for when the disk is tried again.
  if (core.isTroubled) return
  const due = isAnyIdle(core) ? clock.now() : jobs.firstAfter(clock.now())?.due
  waker.set(due === undefined ? undefined : clock.until(due))
}

/** Asked before anything happens, and after each thing that did, with what that was. */
export type Condition = (happened: readonly DueJob[]) => boolean

/** Where a move of the clock ended. */
interface Moved {
  fired: JobDescription[]
  /** False when the condition it went for has not come true. */
  isReached: boolean
}

/**
 * Moves the clock forward to `target`, or until a condition holds, and lets everything on the way
 * happen at its own time. Waits for notifications it sets off, because their answers decide what
 * comes next.
 */
export async function advance(
  core: SandboxCore,
  target: Instant,
  act: string,
  until?: Condition,
): Promise<Moved> {
  const from = core.clock.now()
  const fired: Fired[] = []
  let last: Fired[] = []
  let isReached = false
  for (;;) {
    // An answer that is still on its way may plan the next send: never jump over it.
    await Promise.all(core.inFlight.values())
    isReached = until?.(last.map(({ job }) => job)) ?? false
    const job = nextIdle(core)
    if (isReached || !job || job.due > target) break
    core.clock.jumpTo(job.due)
    last = runDue(core)
    fired.push(...last)
  }
  if (!until) core.clock.jumpTo(target)
  core.saveClock()
  core.writer.write({ kind: 'clock', act, from, to: core.clock.now() })
  core.wakeUp()
  return { fired: fired.map(({ told }) => told), isReached }
}

/** The next job that nobody has in hand. */
const nextIdle = (core: SandboxCore): DueJob | undefined =>
  core.jobs.nextDue(Number.MAX_SAFE_INTEGER, handled(core))

/** The next job that will change something. */
export function nextOfNote(core: SandboxCore): DueJob | undefined {
  let past = handled(core)
  for (;;) {
    const job = core.jobs.nextDue(Number.MAX_SAFE_INTEGER, past)
    if (!job || !(core.inFlight.has(job.id) || isObsolete(core, job))) return job
    past = job
  }
}
