// What faults make of one notification beside its own series of sends: copies, other notifications, the
// same bytes again, copies beside a reply, and one that waits for the next. None of these is ever
// resent, and none changes what the genuine series does.
import type { AlsoSend, NotifyBeside, Repeat, Replay } from '../../faults/effects.ts'
import type { CaughtNotification } from '../../protocols/notification.ts'
import type { Outcome } from '../../trade/decision.ts'
import type { DueJob } from '../../storage/jobs.ts'
import type { Notification } from '../../storage/notifications.ts'
import { findTrade } from '../core/find-trade.ts'
import type { SandboxCore } from '../core/core.ts'
import { newNotifyId } from '../core/news.ts'

/** Copies under the same notify_id, or each under one of its own. */
export function sendCopies(
  core: SandboxCore,
  notification: Notification,
  { copies, gapMs, newId }: Repeat,
): void {
  core.writer.transact(() => {
    for (let nth = 1; nth <= copies; nth++) {
      const { trade } = notification
      const notifyId = newId ? newNotifyId(core, trade, core.clock.now()) : notification.notifyId
      if (newId) {
        const once = { attempts: 0, state: 'exhausted', lastWhy: 'a copy, sent once' } as const
        core.notifications.put({ ...notification, notifyId, ...once })
      }
      const due = core.clock.now() + nth * gapMs
      core.jobs.add(due, { kind: 'notify', notifyId, attempt: nth + 1, copy: true })
    }
  })
  core.wakeUp()
}

/** Another notification about the same order, later and under a notify_id of its own. */
export function sendAlso(
  core: SandboxCore,
  { notifyId, trade }: Notification,
  { content, bend, afterMs }: AlsoSend,
): void {
  const due = core.clock.now() + afterMs
  core.writer.transact(() => {
    const another = newNotifyId(core, trade, due)
    const instead = { content: { ...content, notifyId: another }, bend }
    core.jobs.add(due, { kind: 'notify', notifyId, attempt: 1, copy: true, letter: instead })
  })
  core.wakeUp()
}

/** The very bytes that were caught. */
export function sendAgain(
  core: SandboxCore,
  { notifyId }: Notification,
  caught: CaughtNotification,
  { afterMs, onto }: Replay,
): void {
  const url = onto === undefined ? undefined : addressOf(core, onto)
  const note = onto === undefined ? 'replayed' : `replayed onto ${onto}`
  const instead = { caught, bend: { kind: 'replay', note } as const, url }
  const due = core.clock.now() + afterMs
  core.jobs.add(due, { kind: 'notify', notifyId, attempt: 1, copy: true, letter: instead })
  core.wakeUp()
}

/** Where notifications of an order go; a number that nobody knows leaves the address as it is. */
function addressOf(core: SandboxCore, number: string): string | undefined {
  const order = core.trades.ordersNumbered(number).at(-1)
  return findTrade(core, number)?.notifyUrl ?? order?.notifyUrl
}

/** The reply of a call says "paid": the notification says so now, and more than once. */
export function tellBeside(
  core: SandboxCore,
  outcome: Outcome,
  { copies, spreadMs }: NotifyBeside,
): void {
  if (!('trade' in outcome)) return
  const { tradeNo, outTradeNo } = outcome.trade
  const notified = core.notifications
    .ofOrder(outTradeNo)
    .findLast(({ trade, once, refund }) => trade.tradeNo === tradeNo && !once && !refund)
  if (!notified) return
  const { notifyId } = notified
  const now = core.clock.now()
  const isFirst = (job: DueJob) => job.kind === 'notify' && job.attempt === 1 && !job.copy
  const first = core.jobs.about('notify', notifyId).find(isFirst)
  if (first && !core.inFlight.has(first.id)) core.jobs.move(first.id, now)
  for (let nth = first ? 1 : 0; nth <= copies; nth++) {
    const due = now + Math.floor((spreadMs * nth) / Math.max(1, copies))
    core.jobs.add(due, { kind: 'notify', notifyId, attempt: nth + 1, copy: true })
  }
  core.wakeUp()
}

/** Puts a send behind the next notification of its order, or off until `due`. */
export function holdBack(core: SandboxCore, job: DueJob, behind: string, due: number): void {
  if (job.kind !== 'notify') return
  const { notifyId, attempt } = job
  core.jobs.remove(job.id)
  core.jobs.add(due, { kind: 'notify', notifyId, attempt, behind })
}

export const heldBehind = (core: SandboxCore, tradeNo: string): DueJob[] =>
  core.jobs.about('notify', `behind ${tradeNo}`)

/** A notification of this trade has been sent: the one that waited for it may go. */
export function releaseHeld(core: SandboxCore, tradeNo: string, but: number): void {
  for (const job of heldBehind(core, tradeNo)) {
    if (job.id !== but) core.jobs.move(job.id, Math.min(job.due, core.clock.now()))
  }
}
