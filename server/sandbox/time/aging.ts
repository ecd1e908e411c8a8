// Lets time pass for one trade and for no other: its instants and its pending jobs move into the
// past, and the clock stays (K01); or the sends of its notifications come at once (K04).
import type { Notification } from '../../storage/notifications.ts'
import type { DueJob } from '../../storage/jobs.ts'
import type { PendingOrder, Trade } from '../../trade/trade.ts'
import { formatDuration } from '../../values/instant.ts'
import { InputError } from '../../values/input-error.ts'
import { runDue } from './advance.ts'
import { findTrade, namedTrade } from '../core/find-trade.ts'
import type { SandboxCore } from '../core/core.ts'

export interface AgeOptions {
  /** Leaves the time limit of an unpaid order where it is, so that it grows old without closing. */
  keepsOpen?: boolean
}

/** Makes a trade, or an order that nobody has scanned, this much older than it is. */
export function age(
  core: SandboxCore,
  number: string,
  byMs: number,
  { keepsOpen = false }: AgeOptions = {},
): void {
  const trade = findTrade(core, number)
  const order = core.trades.ordersNumbered(number).at(-1)
  if (!trade && !order) throw new InputError('trade', `the gateway knows no order ${number}`)
  const { outTradeNo, pid } = trade ?? order ?? namedTrade(core, number)
  const now = core.clock.now()
  core.writer.transact(() => {
    const ownOrder = core.trades.order(pid, outTradeNo)
    const jobs = [
      ...(trade ? ownJobs(core, trade) : []),
      ...(ownOrder ? core.jobs.about('happening', ownOrder.qrCode) : []),
    ]
    for (const job of jobs) {
      const isLimit = job.kind === 'happening' && job.happening.op === 'expire'
      if (keepsOpen && isLimit) continue
      if (!core.inFlight.has(job.id)) core.jobs.move(job.id, job.due - byMs)
    }
    if (ownOrder) core.trades.save(only({ order: olderOrder(ownOrder, byMs, keepsOpen) }))
    if (trade) {
      core.trades.save(only({ trade: olderTrade(trade, byMs, keepsOpen) }))
      core.trades.backdate(trade.tradeNo, byMs)
      for (const notification of notificationsOf(core, trade)) {
        const older = { trade: olderTrade(notification.trade, byMs, keepsOpen) }
        core.notifications.put({ ...notification, ...older, eventAt: notification.eventAt - byMs })
      }
    }
    const act = `${outTradeNo} grows ${formatDuration(byMs)} older`
    core.writer.write({ kind: 'clock', act, from: now, to: now })
  })
  runDue(core)
  core.wakeUp()
}

const only = (changed: { trade?: Trade; order?: PendingOrder }) => ({
  ...changed,
  postings: [],
  jobs: [],
})

function olderTrade(trade: Trade, byMs: number, keepsOpen: boolean): Trade {
  const { createdAt, paidAt, closedAt, expiresAt } = trade
  return {
    ...trade,
    createdAt: createdAt - byMs,
    expiresAt: keepsOpen ? expiresAt : expiresAt - byMs,
    ...(paidAt !== undefined && { paidAt: paidAt - byMs }),
    ...(closedAt !== undefined && { closedAt: closedAt - byMs }),
  }
}

function olderOrder(order: PendingOrder, byMs: number, keepsOpen: boolean): PendingOrder {
  const { createdAt, expiresAt, qrExpiresAt } = order
  const limitMs = keepsOpen ? 0 : byMs
  return {
    ...order,
    createdAt: createdAt - byMs,
    expiresAt: expiresAt - limitMs,
    qrExpiresAt: qrExpiresAt - limitMs,
  }
}

const notificationsOf = (
  { notifications }: SandboxCore,
  { tradeNo, outTradeNo }: Trade,
): Notification[] =>
  notifications.ofOrder(outTradeNo).filter(({ trade }) => trade.tradeNo === tradeNo)

/** Sends of a trade's notifications that are still to come. */
function sendsOf(core: SandboxCore, trade: Trade): DueJob[] {
  const behind = core.jobs.about('notify', `behind ${trade.tradeNo}`)
  const sends = notificationsOf(core, trade).flatMap(({ notifyId }) =>
    core.jobs.about('notify', notifyId),
  )
  return [...behind, ...sends].filter(({ id }) => !core.inFlight.has(id))
}

function ownJobs(core: SandboxCore, trade: Trade): DueJob[] {
  return [...core.jobs.about('happening', trade.tradeNo), ...sendsOf(core, trade)]
}

/**
 * The next sends of a trade's notifications come at once, one after the other, as if the gaps
 * between them had passed. Ends when the merchant has acknowledged or the series is over.
 */
export async function hurry(
  core: SandboxCore,
  number: string,
  sends: number,
): Promise<Notification[]> {
  const news = newsOf(core, number)
  for (let sent = 0; sent < sends; sent++) {
    const due = news.sends()
    if (due.length === 0) break
    for (const { id } of due) core.jobs.move(id, core.clock.now())
    runDue(core)
    await Promise.all(core.inFlight.values())
  }
  core.wakeUp()
  return news.all()
}

/** Of a trade, by either of its numbers, or of a batch of refunds by its own. */
function newsOf(core: SandboxCore, number: string) {
  const ofBatch = () =>
    core.notifications.ofOrder('').filter(({ batch }) => batch?.batchNo === number)
  if (ofBatch().length > 0) {
    const sends = () =>
      ofBatch()
        .flatMap(({ notifyId }) => core.jobs.about('notify', notifyId))
        .filter(({ id }) => !core.inFlight.has(id))
    return { all: ofBatch, sends }
  }
  const trade = namedTrade(core, number)
  return { all: () => notificationsOf(core, trade), sends: () => sendsOf(core, trade) }
}

/** What a trade's notifications still had to say is never said. */
export function silence(core: SandboxCore, number: string): Notification[] {
  const news = newsOf(core, number)
  core.writer.transact(() => {
    for (const { id } of news.sends()) core.jobs.remove(id)
    for (const notification of news.all()) {
      if (notification.state !== 'pending') continue
      core.notifications.put({ ...notification, state: 'exhausted', lastWhy: 'silenced by hand' })
    }
  })
  core.wakeUp()
  return news.all()
}
