// Puts news into the outbox: of an event of a trade, and of a batch of refunds whose items have all been tried.
import { firstDelayMs } from '../../notifier/schedule.ts'
import { isNotified } from '../../notifier/triggers.ts'
import type { Notification } from '../../storage/notifications.ts'
import type { Event } from '../../trade/decision.ts'
import { toldItems, type RefundBatch } from '../../trade/refund-batch.ts'
import type { Trade } from '../../trade/trade.ts'
import { drawNotifyId } from '../../values/ids.ts'
import type { Instant } from '../../values/instant.ts'
import type { SandboxCore } from './core.ts'
import { nobodysTrade } from './nobodys-trade.ts'

/** A number in the form that the family of the trade gives its notifications. */
export function newNotifyId(
  core: SandboxCore,
  { via, buyerId }: Pick<Trade, 'via' | 'buyerId'>,
  at: Instant,
): string {
  const { drawNotifyId: draw = drawNotifyId } = core.gateways.termsOf(via)
  return draw(core.draw, buyerId, at)
}

/** The notification of an event, if the order asked for one. */
export function announce(core: SandboxCore, event: Event): void {
  const { trade } = event
  const url = toldAt(core, event)
  if (url === undefined) return
  const now = core.clock.now()
  const refund = event.name === 'RefundMade' ? event.refund : undefined
  // A refund that takes its time is told when it is done.
  const eventAt = refund?.settlesAt ?? now
  const delayMs = core.waysFor(trade).notifyDelayMs ?? firstDelayMs(core.draw)
  const notifyId = newNotifyId(core, trade, now)
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

/** A refund that named an address of its own is told there, whatever is told otherwise. */
function toldAt(core: SandboxCore, event: Event): string | undefined {
  if (event.name === 'RefundMade' && event.refund.notifyUrl) return event.refund.notifyUrl
  const { trade } = event
  const isTold = isNotified(event, core.optionsFor(trade), core.waysFor(trade))
  return isTold ? trade.notifyUrl : undefined
}

/** What became of each item, to the address that the batch itself named. */
export function tellOfBatch(core: SandboxCore, batch: RefundBatch): void {
  const { via, appId, pid, charset, kept, notifyUrl: url } = batch
  if (url === undefined || toldItems(batch).length === 0) return
  tellNobodys(core, url, { via, appId, pid, charset, kept }, { batch })
}

/** Why a call was refused, to an address that the call itself named. */
export function tellOfFailure(
  core: SandboxCore,
  url: string,
  whose: Pick<Trade, 'via' | 'appId' | 'pid'>,
  failure: Record<string, string>,
): void {
  core.writer.transact(() => tellNobodys(core, url, whose, { failure }))
}

function tellNobodys(
  core: SandboxCore,
  url: string,
  whose: Parameters<typeof nobodysTrade>[0],
  what: Pick<Notification, 'batch' | 'failure'>,
): void {
  const now = core.clock.now()
  const trade = nobodysTrade(whose, now)
  const { appId } = trade
  const delayMs = core.waysFor(trade).notifyDelayMs ?? firstDelayMs(core.draw)
  const notifyId = newNotifyId(core, trade, now)
  const fresh = { eventAt: now, attempts: 0, state: 'pending' } as const
  core.notifications.put({ notifyId, appId, url, trade, ...what, ...fresh })
  core.jobs.add(now + delayMs, { kind: 'notify', notifyId, attempt: 1 })
}
