// What becomes of a waiting trade when its buyer acts or its time is up, and of a paid one when its
// refund window ends. Each is a no-op when the trade has moved on: the diary is never rewritten.
import {
  answer,
  refuse,
  unchanged,
  type Decide,
  type Decision,
  type Records,
  type TimedEvent,
} from './decision.ts'
import type { Instant } from '../values/instant.ts'
import { picking } from './funds.ts'
import { paidEvent, payTrade, fundsOf } from './open.ts'
import { refundTrade } from './refund.ts'
import { move, type Trade } from './trade.ts'

type On<O extends TimedEvent['op']> = Extract<TimedEvent, { op: O }>

const nothing = () => answer({ kind: 'happened' })

export const buyerPays: Decide<On<'buyer-pays'>> = (
  { channel },
  { options: whole, ...rest },
  now,
) => {
  const records = { ...rest, options: picking(whole, channel) }
  const { trade, buyer } = records
  if (!trade || !buyer) return refuse('TradeNotFound')
  if (trade.status !== 'WAIT_BUYER_PAY') {
    const isLate = trade.closedBy === 'cancel' && trade.paidAt === undefined
    if (isLate && records.ways.paidAfterCancel === 'returned')
      return paidInVain(records, trade, now)
    return refuse(trade.status === 'TRADE_CLOSED' ? 'TradeAlreadyClosed' : 'TradeAlreadyPaid')
  }
  const means = fundsOf(trade, records)
  if ('refusal' in means) return refuse(means.refusal)
  const changes = unchanged()
  const paid = payTrade(trade, means.split, records.options, now, changes)
  return { outcome: { kind: 'paid', trade: paid, buyer }, changes, events: [paidEvent(paid)] }
}

/** Paid when a cancel had closed it: the money comes, and goes back at once. */
function paidInVain(records: Records, trade: Trade, now: Instant): Decision {
  const means = fundsOf(trade, records)
  if ('refusal' in means) return refuse(means.refusal)
  const open: Trade = { ...trade, status: 'WAIT_BUYER_PAY' }
  const changes = unchanged()
  const paid = payTrade(open, means.split, { ...records.options, refundable: true }, now, changes)
  const refund = { outRequestNo: trade.tradeNo, amountFen: trade.totalFen }
  const nothingShared = { toSellerFen: 0, postings: [], returned: [] }
  const before: Trade = { ...paid, cancelled: 'refund' }
  const back = refundTrade(before, refund, nothingShared, 'cancel', now)
  const postings = [...changes.postings, ...back.changes.postings]
  const after = back.changes.trade && { ...back.changes.trade, closedAt: trade.closedAt }
  return { ...back, changes: { ...back.changes, trade: after, postings } }
}

export const buyerCloses: Decide<On<'buyer-closes'>> = (_command, { trade }, now) =>
  trade?.status === 'WAIT_BUYER_PAY' ? closeTrade(trade, 'close', now) : nothing()

export const expire: Decide<On<'expire'>> = (_command, { trade }, now) =>
  trade?.status === 'WAIT_BUYER_PAY' ? closeTrade(trade, 'timeout', now) : nothing()

export const finish: Decide<On<'finish'>> = (_command, { trade }, now) => {
  if (trade?.status !== 'TRADE_SUCCESS') return nothing()
  const finished = move(trade, 'TRADE_FINISHED', { closedAt: now })
  return {
    ...nothing(),
    changes: { ...unchanged(), trade: finished },
    events: [{ name: 'TradeFinished', trade: finished }],
  }
}

function closeTrade(trade: Trade, closedBy: 'timeout' | 'close', now: number) {
  const closed = move(trade, 'TRADE_CLOSED', { closedAt: now, closedBy })
  return {
    ...nothing(),
    changes: { ...unchanged(), trade: closed },
    events: [{ name: 'TradeClosed' as const, trade: closed }],
  }
}
