// The time path: what is due happens, in order. Trade jobs take the same step as calls do;
// notifications are started, not awaited, so that a slow merchant delays nobody.
import type { DueJob } from '../storage/jobs.ts'
import { formatChinaTime, MINUTE, type Instant } from '../values/instant.ts'
import { deliver } from './deliver.ts'
import { runParked } from './parked.ts'
import type { Parts } from './parts.ts'
import { depositBack } from './purses.ts'
import { step } from './step.ts'

/** What a clock move set off, in words. */
export interface Fired {
  at: string
  what: string
}

/** Does everything due by now. Safe to call at any time; jobs in hand are left alone. */
export function runDue(parts: Parts): Fired[] {
  const fired: Fired[] = []
  if (!isAnyIdle(parts)) return fired
  let past: DueJob | undefined
  for (;;) {
    const job = parts.jobs.nextDue(parts.clock.now(), past)
    if (!job) return fired
    past = job
    if (parts.inFlight.has(job.id)) continue
    fired.push({ at: formatChinaTime(parts.clock.now()), what: describe(job) })
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
  parts.jobs.move(job.id, parts.clock.now() + MINUTE)
  parts.onBug(error)
}

/** Jobs in hand are all due, so more due jobs than those mean that one is idle. */
function isAnyIdle({ jobs, clock, inFlight }: Parts): boolean {
  return jobs.countDue(clock.now()) > inFlight.size
}

function run(parts: Parts, job: DueJob): void {
  if (job.kind === 'notify') return start(parts, job, deliver(parts, job))
  if (job.kind === 'late-call') return runParked(parts, job)
  if (job.kind === 'deposit') return depositBack(parts, job)
  parts.writer.transact(() => {
    parts.jobs.remove(job.id)
    const { outcome, events } = step(parts, job.happening, { cause: job.happening.op })
    const paid = events.find(({ name }) => name === 'TradePaid')
    if (paid && outcome.kind === 'paid') {
      const { buyerId, outTradeNo } = paid.trade
      parts.writer.write({ kind: 'buyer', act: 'paid', buyerId, outTradeNo })
    }
  })
}

function start(parts: Parts, job: DueJob, sending: Promise<void>): void {
  const done = sending
    .catch((error: unknown) => putOff(parts, job, error))
    .finally(() => {
      parts.inFlight.delete(job.id)
      parts.wakeUp()
    })
  parts.inFlight.set(job.id, done)
}

/** Sets the alarm for the next thing that will happen. */
export function setAlarm(parts: Parts): void {
  const { clock, jobs, waker } = parts
  const due = isAnyIdle(parts) ? clock.now() : jobs.firstAfter(clock.now())?.due
  waker.set(due === undefined ? undefined : clock.until(due))
}

/**
 * Moves the clock forward to `target` and lets everything on the way happen at its own time. Waits
 * for notifications it sets off, because their answers decide what comes next.
 */
export async function advance(parts: Parts, target: Instant, act: string): Promise<Fired[]> {
  const from = parts.clock.now()
  const fired: Fired[] = []
  for (;;) {
    // An answer that is still on its way may plan the next send: never jump over it.
    await Promise.all(parts.inFlight.values())
    const job = nextIdle(parts)
    if (!job || job.due > target) break
    parts.clock.jumpTo(job.due)
    fired.push(...runDue(parts))
  }
  parts.clock.jumpTo(target)
  parts.saveClock()
  parts.writer.write({ kind: 'clock', act, from, to: parts.clock.now() })
  parts.wakeUp()
  return fired
}

/** The next job that nobody has in hand. */
export function nextIdle(parts: Parts): DueJob | undefined {
  let past: DueJob | undefined
  for (;;) {
    const job = parts.jobs.nextDue(Number.MAX_SAFE_INTEGER, past)
    if (!job || !parts.inFlight.has(job.id)) return job
    past = job
  }
}

const WHAT = {
  scan: 'somebody scans',
  confirm: 'somebody confirms in the cashier',
  'buyer-pays': 'the buyer types the password',
  'buyer-closes': 'the buyer closes the cashier',
  expire: 'the order times out',
  finish: 'the refund window ends',
} as const

export function describe(job: DueJob): string {
  switch (job.kind) {
    case 'happening': {
      const { happening } = job
      const about = 'tradeNo' in happening ? happening.tradeNo : happening.qrCode
      return `${WHAT[happening.op]} (${about})`
    }
    case 'notify':
      return `notification ${job.notifyId}, send ${job.attempt}`
    case 'late-call':
      return job.isRepeat
        ? `the ${job.call.op} of ${job.exchange} arrives once more`
        : `the parked ${job.call.op} of ${job.exchange} is executed`
    case 'deposit':
      return `what was withdrawn from ${job.account} comes back`
  }
}
