// The clock as a person meets it: look, advance, jump to the next thing, change its rate.
import { DAY, formatChinaTime, nextChinaMidnight, type Instant } from '../../values/instant.ts'
import { InputError } from '../../values/input-error.ts'
import { advance, nextOfNote, runDue } from '../time/advance.ts'
import { orderOf, describeJob, isObsolete, type JobDescription } from '../core/describe-job.ts'
import type { SandboxCore } from '../core/core.ts'
import { isIdle, readCondition } from '../time/until.ts'

export interface ClockView {
  now: string
  nowMs: number
  elapsedMs: number
  rate: number
  next: JobDescription | undefined
}

/** Something that will happen. */
export interface PlannedEvent extends JobDescription {
  due: Instant
}

export interface ClockMove {
  /** Everything that happened on the way, and why. */
  fired: JobDescription[]
  clock: ClockView
}

/** As far as a condition is waited for unless somebody says otherwise: ten years. */
const LONGEST_MS = 3_660 * DAY

export function openClockApi(core: SandboxCore) {
  const view = (): ClockView => {
    const { clock } = core
    const job = nextOfNote(core)
    return {
      now: formatChinaTime(clock.now()),
      nowMs: clock.now(),
      elapsedMs: clock.elapsed(),
      rate: clock.rate(),
      next: job && describeJob(core, job, job.due),
    }
  }
  return {
    view,
    /** What will happen, the next first; what the books have overtaken is left out. */
    agenda: (limit: number): PlannedEvent[] => agenda(core, limit),
    /** Gateway time that really passed, in ms. */
    elapsed: (): number => core.clock.elapsed(),
    rate: (): number => core.clock.rate(),
    /** Nothing is left to happen but the ends of refund windows. */
    isIdle: (): boolean => isIdle(core),
    /** Order numbers about which something will happen within `withinMs` of gateway time. */
    expecting: (withinMs: number): Set<string> => {
      const soon = core.jobs.allBy(core.clock.now() + withinMs)
      return new Set(soon.flatMap((job) => orderOf(core, job) ?? []))
    },
    /** Moves the clock forward; everything on the way happens at its own time. */
    advance: async (durationMs: number): Promise<ClockMove> => {
      if (!Number.isFinite(durationMs) || durationMs < 0) {
        throw new InputError('duration', 'time only goes forward; write for example 25h')
      }
      const target = core.clock.now() + Math.round(durationMs)
      const { fired } = await advance(core, target, `advance ${durationMs} ms`)
      return { fired, clock: view() }
    },
    /** Goes to the first moment of the next day in China, when today's bills can be asked for. */
    rollDay: async (): Promise<ClockMove> => {
      const target = nextChinaMidnight(core.clock.now())
      const { fired } = await advance(core, target, 'next day')
      return { fired, clock: view() }
    },
    /** Jumps to the next thing that will happen, and lets it happen. */
    next: async (): Promise<ClockMove> => {
      const job = nextOfNote(core)
      if (!job) return { fired: [], clock: view() }
      const { fired } = await advance(core, Math.max(job.due, core.clock.now()), 'next')
      return { fired, clock: view() }
    },
    /**
     * Lets things happen, one after the other, until a condition holds (`until.ts` has their
     * words), at most for `atMostMs`. Stays at the last thing that happened when it never does.
     */
    until: async (
      text: string,
      atMostMs = LONGEST_MS,
    ): Promise<ClockMove & { reached: boolean }> => {
      const condition = readCondition(core, text)
      const target = core.clock.now() + atMostMs
      const moved = await advance(core, target, `until ${text}`, condition)
      return { reached: moved.isReached, fired: moved.fired, clock: view() }
    },
    /** 1 is real, 60 a minute per second, 0 frozen. */
    setRate: (rate: number): ClockView => {
      setRate(core, rate)
      return view()
    },
  }
}

function agenda(core: SandboxCore, limit: number): PlannedEvent[] {
  const news = core.jobs.list(limit).filter((job) => !isObsolete(core, job))
  return news.map((job) => ({ ...describeJob(core, job, job.due), due: job.due }))
}

function setRate(core: SandboxCore, rate: number): void {
  if (!Number.isFinite(rate) || rate < 0 || rate > 10_000) {
    throw new InputError('rate', 'a number from 0 (frozen) to 10000; 1 is real time')
  }
  runDue(core)
  core.clock.setRate(rate)
  core.saveClock()
  const now = core.clock.now()
  core.writer.write({ kind: 'clock', act: `rate ${rate}`, from: now, to: now })
  core.wakeUp()
}
