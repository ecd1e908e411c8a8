// The one step every change takes: load, decide, commit, in one transaction, without an await.
import { truthOf } from '../../trade/trade.ts'
import { decide } from '../../trade/decide.ts'
import type { Command, Decision, Event } from '../../trade/decision.ts'
import { drawNotifyId } from '../../values/ids.ts'
import { firstDelayMs } from '../../notifier/schedule.ts'
import { isNotified } from '../../notifier/triggers.ts'
import { isObsolete, isOvertaken } from './describe-job.ts'
import { ledgerOf } from './ledger-legs.ts'
import { load } from './load.ts'
import type { SandboxCore } from './core.ts'
import { planLateTap, planScan } from './triggered.ts'

export interface Cause {
  cause: string
  exchange?: string
}

export function step(core: SandboxCore, command: Command, why: Cause): Decision {
  return core.writer.transact(() => {
    const now = core.clock.now()
    const decision = decide(command, load(core, command, now), now, core.draw)
    const { changes, events } = decision
    core.trades.save(changes)
    planJobs(core, decision)
    if (changes.trade || changes.order || changes.tombstone) {
      core.writer.write({
        kind: 'commit',
        ...why,
        events: events.map(({ name }) => name),
        ...(changes.trade && { truth: truthOf(changes.trade) }),
        ...ledgerOf(changes.postings),
      })
    }
    for (const event of events) announce(core, event)
    if (command.op === 'CANCEL') planLateTap(core, events)
    if (command.op === 'PRECREATE' && changes.order) planScan(core, command, changes.order.qrCode)
    core.trades.assertConserved(changes.trade)
    return decision
  })
}

/** What is to come of it; and what the books have overtaken is not kept until it is due. */
function planJobs(core: SandboxCore, { changes: { jobs, trade }, events }: Decision): void {
  const isNew = events.some(({ name }) => name === 'TradeCreated')
  if (trade && !isNew && trade.status !== 'WAIT_BUYER_PAY') {
    for (const job of core.jobs.about('happening', trade.tradeNo)) {
      if (isObsolete(core, job)) core.jobs.remove(job.id)
    }
  }
  for (const { due, happening } of jobs) {
    const isOfTrade = 'tradeNo' in happening && happening.tradeNo === trade?.tradeNo
    if (isOfTrade && isOvertaken(happening.op, trade?.status)) continue
    core.jobs.add(due, { kind: 'happening', happening })
  }
}

/** A refund that named an address of its own is told there, whatever is told otherwise. */
function toldAt(core: SandboxCore, event: Event): string | undefined {
  if (event.name === 'RefundMade' && event.refund.notifyUrl) return event.refund.notifyUrl
  const { trade } = event
  const isTold = isNotified(event, core.optionsFor(trade), core.waysFor(trade))
  return isTold ? trade.notifyUrl : undefined
}

/** Puts the notification of an event into the outbox, if the order asked for one. */
function announce(core: SandboxCore, event: Event): void {
  const { trade } = event
  const url = toldAt(core, event)
  if (url === undefined) return
  const now = core.clock.now()
  const refund = event.name === 'RefundMade' ? event.refund : undefined
  // A refund that takes its time is told when it is done.
  const eventAt = refund?.settlesAt ?? now
  const delayMs = core.waysFor(trade).notifyDelayMs ?? firstDelayMs(core.draw)
  const notifyId = drawNotifyId(core.draw, trade.buyerId, now)
  core.notifications.put({
    notifyId,
    appId: trade.appId,
    url,
    trade,
    ...(refund && { refund }),
    eventAt,
    attempts: 0,
    state: 'pending',
  })
  core.jobs.add(eventAt + delayMs, { kind: 'notify', notifyId, attempt: 1 })
}
