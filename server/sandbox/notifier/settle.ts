// The merchant has answered, or has not: what that makes of the series of sends.
import { gapAfter, type Schedule } from '../../notifier/schedule.ts'
import type { SendResult } from '../../notifier/send.ts'
import type { Instant } from '../../values/instant.ts'
import type { SandboxCore } from '../core/core.ts'
import { releaseHeld } from './copies.ts'
import type { SendTask } from './send-task.ts'

export const LOST = 'lost on the way'
const UNHEARD = 'the answer was lost on the way back'

/** When a send began, on both clocks: the next one counts from here. */
export interface Sent {
  at: Instant
  elapsedMs: number
  /** Absent for one that was lost. */
  tookMs?: number
}

/** Notes it, and plans the next send or stops. */
export function settle(
  core: SandboxCore,
  task: SendTask,
  result: SendResult,
  sent: Sent,
  isDeaf = false,
): void {
  const { job, protocol, delivery, options } = task
  const answered = 'status' in result
  const heard = answered
    ? protocol.readReply(result.status, result.body, options)
    : { answer: undefined, why: result.failed }
  const accepted = heard.answer === 'accepted'
  const acknowledged = accepted && !isDeaf
  const why = isDeaf ? UNHEARD : heard.why
  core.writer.transact(() => {
    core.jobs.remove(job.id)
    if (why !== LOST) {
      core.writer.write({
        kind: 'reply',
        delivery,
        ...(answered && { status: result.status, body: result.body.slice(0, 2_000) }),
        tookMs: sent.tookMs ?? 0,
        acknowledged,
        accepted,
        ...(heard.answer && { answer: heard.answer }),
        why,
      })
    }
    releaseHeld(core, task.notification.trade.tradeNo, job.id)
    const current = core.notifications.get(job.notifyId)
    if (!current || job.copy) return
    const attempts = current.attempts + 1
    const gapMs =
      acknowledged || current.once
        ? undefined
        : gapAfter(job.attempt, scheduleOf(task, protocol.resendGaps))
    if (gapMs !== undefined) {
      const next = { kind: 'notify', notifyId: job.notifyId, attempt: job.attempt + 1 } as const
      core.jobs.add(sent.at + gapMs, next)
    }
    const state = acknowledged ? 'acknowledged' : gapMs === undefined ? 'exhausted' : 'pending'
    core.notifications.put({ ...current, attempts, state, lastWhy: why })
  })
}

function scheduleOf({ options }: SendTask, gaps: readonly number[] | undefined): Schedule {
  if (gaps) return { resends: 0, firstGap: '4m', gaps }
  const { notifyResends: resends, notifyFirstGap: firstGap } = options
  return { resends, firstGap }
}
