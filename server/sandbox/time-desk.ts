// The clock as a person meets it: look, advance, jump to the next thing, change its rate.
import { formatChinaTime } from '../values/instant.ts'
import { InputError } from '../values/input-error.ts'
import { advance, describe, nextIdle, runDue, type Fired } from './advance.ts'
import type { DueJob } from '../storage/jobs.ts'
import type { Parts } from './parts.ts'

export interface ClockView {
  now: string
  nowMs: number
  elapsedMs: number
  rate: number
  next: { at: string; what: string } | undefined
}

/** The order a job is about. */
function orderOf(parts: Parts, job: DueJob): string | undefined {
  if (job.kind === 'notify') return parts.notifications.get(job.notifyId)?.trade.outTradeNo
  if (job.kind === 'late-call') return job.call.outTradeNo
  if (job.kind === 'deposit') return undefined
  const { happening } = job
  return 'tradeNo' in happening ? parts.trades.trade(happening.tradeNo)?.outTradeNo : undefined
}

export function openTimeDesk(parts: Parts) {
  const view = (): ClockView => {
    const { clock } = parts
    const job = nextIdle(parts)
    return {
      now: formatChinaTime(clock.now()),
      nowMs: clock.now(),
      elapsedMs: clock.elapsed(),
      rate: clock.rate(),
      next: job && { at: formatChinaTime(job.due), what: describe(job) },
    }
  }
  return {
    view,
    /** Gateway time that really passed, in ms. */
    elapsed: (): number => parts.clock.elapsed(),
    rate: (): number => parts.clock.rate(),
    /** Order numbers about which something will happen within `withinMs` of gateway time. */
    expecting: (withinMs: number): Set<string> => {
      const until = parts.clock.now() + withinMs
      const soon = parts.jobs.list(1_000).filter(({ due }) => due <= until)
      return new Set(soon.flatMap((job) => orderOf(parts, job) ?? []))
    },
    /** Moves the clock forward; everything on the way happens at its own time. */
    advance: async (durationMs: number): Promise<{ fired: Fired[]; clock: ClockView }> => {
      if (!Number.isFinite(durationMs) || durationMs < 0) {
        throw new InputError('duration', 'time only goes forward; write for example 25h')
      }
      const target = parts.clock.now() + Math.round(durationMs)
      const fired = await advance(parts, target, `advance ${durationMs} ms`)
      return { fired, clock: view() }
    },
    /** Jumps to the next thing that will happen, and lets it happen. */
    next: async (): Promise<{ fired: Fired[]; clock: ClockView }> => {
      const job = nextIdle(parts)
      if (!job) return { fired: [], clock: view() }
      const fired = await advance(parts, Math.max(job.due, parts.clock.now()), 'next')
      return { fired, clock: view() }
    },
    /** 1 is real, 60 a minute per second, 0 frozen. */
    setRate: (rate: number): ClockView => {
      if (!Number.isFinite(rate) || rate < 0 || rate > 10_000) {
        throw new InputError('rate', 'a number from 0 (frozen) to 10000; 1 is real time')
      }
      runDue(parts)
      parts.clock.setRate(rate)
      parts.saveClock()
      const now = parts.clock.now()
      parts.writer.write({ kind: 'clock', act: `rate ${rate}`, from: now, to: now })
      parts.wakeUp()
      return view()
    },
  }
}
