// Closing an unpaid trade. A QR order that nobody scanned is no trade, so it cannot be closed.
import { answer, refuse, unchanged, type Close, type Decide } from './decision.ts'
import type { Refusal } from '../journal/reasons.ts'
import { isPaid, move } from './trade.ts'
import type { Options } from '../options/options.ts'

const TWICE: Record<Options['closeOfClosed'], Refusal> = {
  'status-invalid': 'TradeClosedTwice',
  'illegal-status': 'TradeClosedIllegally',
  'has-close': 'TradeAlreadyClosed',
}

export const close: Decide<Close> = (command, { trade, buyer, order, options }, now) => {
  if (!trade || !buyer) {
    const refused = refuse('TradeNotFound', command.outTradeNo)
    if (!order || !options.tombstone) return refused
    return { ...refused, changes: { ...unchanged(), order: { ...order, dead: true } } }
  }
  if (isPaid(trade)) return refuse('TradeNotOpen', trade.outTradeNo)
  if (trade.status === 'TRADE_CLOSED') return refuse(TWICE[options.closeOfClosed], trade.outTradeNo)
  if (options.closeSparesBarcode && trade.product === 'barcode') {
    return refuse('CloseNotAllowed', trade.outTradeNo)
  }
  const closed = move(trade, 'TRADE_CLOSED', { closedAt: now, closedBy: 'close' })
  return {
    ...answer({ kind: 'closed', trade: closed, buyer }),
    changes: { ...unchanged(), trade: closed },
    events: [{ name: 'TradeClosed', trade: closed }],
  }
}
