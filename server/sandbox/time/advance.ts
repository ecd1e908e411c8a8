// The time path: what is due happens, in order. Trade jobs take the same step as calls do;
// notifications are started, not awaited, so that a slow merchant delays nobody.
import type { DueJob, Place } from '../../storage/jobs.ts'
import { StorageTrouble } from '../../storage/trouble.ts'
import type { Decision, TimedEvent } from '../../trade/decision.ts'
import { isPaid } from '../../trade/trade.ts'
import { MINUTE, type Instant } from '../../values/instant.ts'
import { assertWritable, inBackground } from '../core/background.ts'
import { deliver } from '../notifier/deliver.ts'
import { isObsolete, describeJob, type JobDescription } from '../core/describe-job.ts'
import { runRelease } from './held.ts'
import { runParked } from './parked.ts'
import type { SandboxCore } from '../core/core.ts'
import { depositBack } from '../core/balances.ts'
import { step } from '../core/step.ts'

/** Something that a clock move set off. */
interface Fired {
  job: DueJob
  description: JobDescription
}

/**
 * Does everything due by now, or at most so many things. Safe to call at any time; jobs in hand are
 * left alone.
 */
export function runDue(core: SandboxCore, atMost = Infinity): Fired[] {
  assertWritable(core)
  const fired: Fired[] = []
  let past: Place | undefined
  for (let done = 0; ; done++) {
    const job = nextIdle(core, past)
    if (!job || job.due > core.clock.now() || done === atMost) return fired
    past = job
    if (!isObsolete(core, job))
      fired.push({ job, description: describeJob(core, job, core.clock.now()) })
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

/** The next job that nobody has in hand, due or not. */
const nextIdle = ({ jobs, inFlight }: SandboxCore, past?: Place): DueJob | undefined =>
  jobs.nextIdle((id) => inFlight.has(id), past)

function run(core: SandboxCore, job: DueJob): void {
  if (job.kind === 'notify') return start(core, job, deliver(core, job))
  if (job.kind === 'late-call') return runParked(core, job)
  if (job.kind === 'release') return runRelease(core, job)
  if (job.kind === 'deposit') return depositBack(core, job)
  core.writer.transact(() => {
    core.jobs.remove(job.id)
    const { happening } = job
    noteAction(core, happening, step(core, happening, { cause: happening.op }))
  })
}

/** What a buyer has done in its own time, for the journal. */
function noteAction(
  core: SandboxCore,
  happening: TimedEvent,
  { outcome, changes, events }: Decision,
): void {
  const note = (act: 'paid' | 'refused' | 'scanned' | 'confirmed', buyer: ActingBuyer) =>
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

interface ActingBuyer {
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
  const { clock, waker } = core
  // An alarm is set already, for when the disk is tried again.
  if (core.isTroubled) return
  const job = nextIdle(core)
  waker.set(job && clock.until(Math.max(job.due, clock.now())))
}

/** Asked before anything happens, and after each thing that did, with what that was. */
export type Condition = (happened: readonly DueJob[]) => boolean

/** Where a move of the clock ended. */
interface Moved {
  fired: JobDescription[]
  /** False when the condition it went for has not come true. */
  isReached: boolean
}

/** Things that happen between two turns of others: a count, so that virtual time stays the same. */
const PIECE = 50

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
  for (let sinceTurn = 0; ;) {
    if (sinceTurn >= PIECE) {
      await core.turn()
      sinceTurn = 0
    }
    // An answer that is still on its way may plan the next send: never jump over it.
    await Promise.all(core.inFlight.values())
    isReached = until?.(last.map(({ job }) => job)) ?? false
    const job = nextIdle(core)
    if (isReached || !job || job.due > target) break
    core.clock.jumpTo(job.due)
    // A condition is asked when all that is due at one moment has happened.
    last = runDue(core, until ? Infinity : PIECE)
    sinceTurn += 1 + last.length
    fired.push(...last)
  }
  if (!until) core.clock.jumpTo(target)
  core.saveClock()
  core.writer.write({ kind: 'clock', act, from, to: core.clock.now() })
  core.wakeUp()
  return { fired: fired.map(({ description }) => description), isReached }
}

/** The next job that will change something. */
export function nextOfNote(core: SandboxCore): DueJob | undefined {
  let job = nextIdle(core)
  while (job && isObsolete(core, job)) job = nextIdle(core, job)
  return job
}
