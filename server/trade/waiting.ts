// What becomes of a waiting trade when its buyer acts or its time is up, and of a paid one when its
// refund window ends. Each is a no-op when the trade has moved on: the diary is never rewritten.
import { answer, refuse, unchanged, type Decide, type TimedEvent } from './decision.ts'
import { picking } from './funds.ts'
import { paidEvent, payTrade, fundsOf } from './open.ts'
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
    return refuse(trade.status === 'TRADE_CLOSED' ? 'TradeAlreadyClosed' : 'TradeAlreadyPaid')
  }
  const means = fundsOf(trade, records)
  if ('refusal' in means) return refuse(means.refusal)
  const changes = unchanged()
  const paid = payTrade(trade, means.split, records.options, now, changes)
  return { outcome: { kind: 'paid', trade: paid, buyer }, changes, events: [paidEvent(paid)] }
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
