// The one step every change takes: load, decide, commit, in one transaction, without an await.
import { truthOf } from '../../trade/trade.ts'
import { decide } from '../../trade/decide.ts'
import type { Command, Decision, Event } from '../../trade/decision.ts'
import { drawNotifyId } from '../../values/ids.ts'
import { firstDelayMs } from '../../notifier/schedule.ts'
import { isNotified } from '../../notifier/triggers.ts'
import { isMoot, isOvertaken } from './describe-job.ts'
import { ledgerOf } from './ledger-legs.ts'
import { load } from './load.ts'
import type { Parts } from './context.ts'
import { planLateTap, planScan } from './triggered.ts'

export interface Cause {
  cause: string
  exchange?: string
}

export function step(parts: Parts, command: Command, why: Cause): Decision {
  return parts.writer.transact(() => {
    const now = parts.clock.now()
    const decision = decide(command, load(parts, command, now), now, parts.draw)
    const { changes, events } = decision
    parts.trades.save(changes)
    planJobs(parts, decision)
    if (changes.trade || changes.order || changes.tombstone) {
      parts.writer.write({
        kind: 'commit',
        ...why,
        events: events.map(({ name }) => name),
        ...(changes.trade && { truth: truthOf(changes.trade) }),
        ...ledgerOf(changes.postings),
      })
    }
    for (const event of events) announce(parts, event)
    if (command.op === 'CANCEL') planLateTap(parts, events)
    if (command.op === 'PRECREATE' && changes.order) planScan(parts, command, changes.order.qrCode)
    parts.trades.assertConserved(changes.trade)
    return decision
  })
}

/** What is to come of it; and what the books have overtaken is not kept until it is due. */
function planJobs(parts: Parts, { changes: { jobs, trade }, events }: Decision): void {
  const isNew = events.some(({ name }) => name === 'TradeCreated')
  if (trade && !isNew && trade.status !== 'WAIT_BUYER_PAY') {
    for (const job of parts.jobs.about('happening', trade.tradeNo)) {
      if (isMoot(parts, job)) parts.jobs.remove(job.id)
    }
  }
  for (const { due, happening } of jobs) {
    const isOfTrade = 'tradeNo' in happening && happening.tradeNo === trade?.tradeNo
    if (isOfTrade && isOvertaken(happening.op, trade?.status)) continue
    parts.jobs.add(due, { kind: 'happening', happening })
  }
}

/** Puts the notification of an event into the outbox, if the order asked for one. */
function announce(parts: Parts, event: Event): void {
  const { trade } = event
  if (!trade.notifyUrl || !isNotified(event, parts.policyFor(trade.totalFen))) return
  const now = parts.clock.now()
  const notifyId = drawNotifyId(parts.draw, trade.buyerId, now)
  parts.notifications.put({
    notifyId,
    appId: trade.appId,
    url: trade.notifyUrl,
    trade,
    ...(event.name === 'RefundMade' && { refund: event.refund }),
    eventAt: now,
    attempts: 0,
    state: 'pending',
  })
  parts.jobs.add(now + firstDelayMs(parts.draw), { kind: 'notify', notifyId, attempt: 1 })
}
