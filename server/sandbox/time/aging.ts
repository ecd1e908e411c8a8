// Lets time pass for one trade and for no other: its instants and its pending jobs move into the
// past, and the clock stays (K01); or the sends of its notifications come at once (K04).
import type { Notification } from '../../storage/notifications.ts'
import type { DueJob } from '../../storage/jobs.ts'
import type { PendingOrder, Trade } from '../../trade/trade.ts'
import { formatDuration } from '../../values/instant.ts'
import { InputError } from '../../values/input-error.ts'
import { runDue } from './advance.ts'
import { findTrade, namedTrade } from '../core/find-trade.ts'
import type { Parts } from '../core/context.ts'

export interface AgeOptions {
  /** Leaves the time limit of an unpaid order where it is, so that it grows old without closing. */
  keepsOpen?: boolean
}

/** Makes a trade, or an order that nobody has scanned, this much older than it is. */
export function age(
  parts: Parts,
  number: string,
  byMs: number,
  { keepsOpen = false }: AgeOptions = {},
): void {
  const trade = findTrade(parts, number)
  const order = parts.trades.ordersNumbered(number).at(-1)
  if (!trade && !order) throw new InputError('trade', `the gateway knows no order ${number}`)
  const { outTradeNo, pid } = trade ?? order ?? namedTrade(parts, number)
  const now = parts.clock.now()
  parts.writer.transact(() => {
    const ownOrder = parts.trades.order(pid, outTradeNo)
    const jobs = [
      ...(trade ? ownJobs(parts, trade) : []),
      ...(ownOrder ? parts.jobs.about('happening', ownOrder.qrCode) : []),
    ]
    for (const job of jobs) {
      const isLimit = job.kind === 'happening' && job.happening.op === 'expire'
      if (keepsOpen && isLimit) continue
      if (!parts.inFlight.has(job.id)) parts.jobs.move(job.id, job.due - byMs)
    }
    if (ownOrder) parts.trades.save(only({ order: olderOrder(ownOrder, byMs, keepsOpen) }))
    if (trade) {
      parts.trades.save(only({ trade: olderTrade(trade, byMs, keepsOpen) }))
      parts.trades.backdate(trade.tradeNo, byMs)
      for (const told of toldOf(parts, trade)) {
        const older = { trade: olderTrade(told.trade, byMs, keepsOpen) }
        parts.notifications.put({ ...told, ...older, eventAt: told.eventAt - byMs })
      }
    }
    const act = `${outTradeNo} grows ${formatDuration(byMs)} older`
    parts.writer.write({ kind: 'clock', act, from: now, to: now })
  })
  runDue(parts)
  parts.wakeUp()
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

const toldOf = ({ notifications }: Parts, { tradeNo, outTradeNo }: Trade): Notification[] =>
  notifications.ofOrder(outTradeNo).filter(({ trade }) => trade.tradeNo === tradeNo)

/** Sends of a trade's notifications that are still to come. */
function sendsOf(parts: Parts, trade: Trade): DueJob[] {
  const behind = parts.jobs.about('notify', `behind ${trade.tradeNo}`)
  const sends = toldOf(parts, trade).flatMap(({ notifyId }) => parts.jobs.about('notify', notifyId))
  return [...behind, ...sends].filter(({ id }) => !parts.inFlight.has(id))
}

function ownJobs(parts: Parts, trade: Trade): DueJob[] {
  return [...parts.jobs.about('happening', trade.tradeNo), ...sendsOf(parts, trade)]
}

/**
 * The next sends of a trade's notifications come at once, one after the other, as if the gaps
 * between them had passed. Ends when the merchant has acknowledged or the series is over.
 */
export async function hurry(parts: Parts, number: string, sends: number): Promise<Notification[]> {
  const trade = namedTrade(parts, number)
  for (let sent = 0; sent < sends; sent++) {
    const due = sendsOf(parts, trade)
    if (due.length === 0) break
    for (const { id } of due) parts.jobs.move(id, parts.clock.now())
    runDue(parts)
    await Promise.all(parts.inFlight.values())
  }
  parts.wakeUp()
  return toldOf(parts, trade)
}

/** What a trade's notifications still had to say is never said. */
export function silence(parts: Parts, number: string): Notification[] {
  const trade = namedTrade(parts, number)
  parts.writer.transact(() => {
    for (const { id } of sendsOf(parts, trade)) parts.jobs.remove(id)
    for (const told of toldOf(parts, trade)) {
      if (told.state !== 'pending') continue
      parts.notifications.put({ ...told, state: 'exhausted', lastWhy: 'silenced by hand' })
    }
  })
  parts.wakeUp()
  return toldOf(parts, trade)
}
