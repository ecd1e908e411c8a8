// What faults make of one notification beside its own series of sends: copies, other letters, the
// same bytes again, copies beside a reply, and one that waits for the next. None of these is ever
// resent, and none changes what the genuine series does.
import type { Effect } from '../../faults/fault.ts'
import type { Outcome } from '../../trade/decision.ts'
import { drawNotifyId } from '../../values/ids.ts'
import type { DueJob } from '../../storage/jobs.ts'
import type { Notification } from '../../storage/notifications.ts'
import { findTrade } from '../core/find-trade.ts'
import type { Parts } from '../core/context.ts'

type EffectOf<D extends Effect['do']> = Extract<Effect, { do: D }>

/** Copies under the same notify_id, or each under one of its own. */
export function sendCopies(
  parts: Parts,
  notification: Notification,
  { copies, gapMs, newId }: EffectOf<'repeat'>,
): void {
  parts.writer.transact(() => {
    for (let nth = 1; nth <= copies; nth++) {
      const { trade } = notification
      const notifyId = newId
        ? drawNotifyId(parts.draw, trade.buyerId, parts.clock.now())
        : notification.notifyId
      if (newId) {
        const once = { attempts: 0, state: 'exhausted', lastWhy: 'a copy, sent once' } as const
        parts.notifications.put({ ...notification, notifyId, ...once })
      }
      const due = parts.clock.now() + nth * gapMs
      parts.jobs.add(due, { kind: 'notify', notifyId, attempt: nth + 1, copy: true })
    }
  })
  parts.wakeUp()
}

/** Another letter about the same order, later and under a notify_id of its own. */
export function sendAlso(
  parts: Parts,
  { notifyId, trade }: Notification,
  { fields, bend, afterMs }: EffectOf<'also'>,
): void {
  const due = parts.clock.now() + afterMs
  parts.writer.transact(() => {
    const letter = {
      fields: { ...fields, notify_id: drawNotifyId(parts.draw, trade.buyerId, due) },
      bend,
    }
    parts.jobs.add(due, { kind: 'notify', notifyId, attempt: 1, copy: true, letter })
  })
  parts.wakeUp()
}

/** The signed fields as they were caught. */
export function sendAgain(
  parts: Parts,
  { notifyId }: Notification,
  fields: Record<string, string>,
  { afterMs, onto }: EffectOf<'replay'>,
): void {
  const url = onto === undefined ? undefined : addressOf(parts, onto)
  const letter = { fields, bend: onto === undefined ? 'replayed' : `replayed onto ${onto}`, url }
  const due = parts.clock.now() + afterMs
  parts.jobs.add(due, { kind: 'notify', notifyId, attempt: 1, copy: true, letter })
  parts.wakeUp()
}

/** Where notifications of an order go; a number that nobody knows leaves the address as it is. */
function addressOf(parts: Parts, number: string): string | undefined {
  const order = parts.trades.ordersNumbered(number).at(-1)
  return findTrade(parts, number)?.notifyUrl ?? order?.notifyUrl
}

/** The reply of a call says "paid": the notification says so now, and more than once. */
export function tellBeside(
  parts: Parts,
  outcome: Outcome,
  { copies, spreadMs }: EffectOf<'tell'>,
): void {
  if (!('trade' in outcome)) return
  const { tradeNo, outTradeNo } = outcome.trade
  const told = parts.notifications
    .ofOrder(outTradeNo)
    .findLast(({ trade, once, refund }) => trade.tradeNo === tradeNo && !once && !refund)
  if (!told) return
  const { notifyId } = told
  const now = parts.clock.now()
  const isFirst = (job: DueJob) => job.kind === 'notify' && job.attempt === 1 && !job.copy
  const first = parts.jobs.about('notify', notifyId).find(isFirst)
  if (first && !parts.inFlight.has(first.id)) parts.jobs.move(first.id, now)
  for (let nth = first ? 1 : 0; nth <= copies; nth++) {
    const due = now + Math.floor((spreadMs * nth) / Math.max(1, copies))
    parts.jobs.add(due, { kind: 'notify', notifyId, attempt: nth + 1, copy: true })
  }
  parts.wakeUp()
}

/** Puts a send behind the next notification of its order, or off until `due`. */
export function holdBack(parts: Parts, job: DueJob, behind: string, due: number): void {
  if (job.kind !== 'notify') return
  const { notifyId, attempt } = job
  parts.jobs.remove(job.id)
  parts.jobs.add(due, { kind: 'notify', notifyId, attempt, behind })
}

export const heldBehind = (parts: Parts, tradeNo: string): DueJob[] =>
  parts.jobs.about('notify', `behind ${tradeNo}`)

/** A notification of this trade has been sent: the one that waited for it may go. */
export function releaseHeld(parts: Parts, tradeNo: string, but: number): void {
  for (const job of heldBehind(parts, tradeNo)) {
    if (job.id !== but) parts.jobs.move(job.id, Math.min(job.due, parts.clock.now()))
  }
}
