// Cancel: closes an unpaid trade, gives the money of a paid one back, and is idempotent
// (003:L25,L39-40). It is meant for payments by code, and only within its window, paid or not (000:L34).
import { answer, refuse, unchanged, type Cancel, type Decide, type Decision } from './decision.ts'
import { owedFor, refundTrade } from './refund.ts'
import { sharesBack } from './returns.ts'
import { move, type Trade } from './trade.ts'
import { cancelDeadline } from './window.ts'

export const cancel: Decide<Cancel> = (command, records, now) => {
  const { trade, options } = records
  if (!trade) return command.tradeNo ? refuse('TradeNotFound') : cancelUnknown(command, records)
  if (trade.cancelled) return answer(cancelled(trade, trade.cancelled))
  if (options.cancelBarcodeOnly && trade.product !== 'barcode') {
    return refuse('CancelNotAllowed', trade.outTradeNo)
  }
  const isTooLate = now > cancelDeadline(options, trade.createdAt)
  switch (trade.status) {
    case 'WAIT_BUYER_PAY': {
      if (isTooLate) return refuse('CancelTooLate', trade.outTradeNo)
      const how = { closedAt: now, closedBy: 'cancel', cancelled: 'close' } as const
      return committed(move(trade, 'TRADE_CLOSED', how), 'close')
    }
    case 'TRADE_FINISHED':
      return refuse('TradeFinished', trade.outTradeNo)
    case 'TRADE_CLOSED':
      return trade.closedBy === 'refund'
        ? refuse('CancelAfterRefund', trade.outTradeNo)
        : answer(cancelled(trade, 'close'))
    case 'TRADE_SUCCESS': {
      if (isTooLate) return refuse('CancelTooLate', trade.outTradeNo)
      if (trade.refundedFen > 0) return refuse('CancelAfterRefund', trade.outTradeNo)
      if (trade.isFrozen) return refuse('TradeFrozen', trade.outTradeNo)
      const shares = sharesBack(trade, trade.totalFen, [], records)
      if ('refusal' in shares) return refuse(shares.refusal, trade.outTradeNo)
      if (records.sellerBalanceFen + shares.toSellerFen < owedFor(trade, trade.totalFen)) {
        return refuse('SellerBalanceTooLow', trade.outTradeNo)
      }
      // The bill names the refund of a cancel by the trade number (003:L53-58).
      const refund = { outRequestNo: trade.tradeNo, amountFen: trade.totalFen }
      const before: Trade = { ...trade, cancelled: 'refund' }
      const decision = refundTrade(before, refund, shares, 'cancel', now)
      return { ...decision, outcome: cancelled({ ...trade, closedAt: now }, 'refund') }
    }
  }
}

function cancelled(trade: Trade, action: 'close' | 'refund') {
  const { outTradeNo, tradeNo, closedAt: at } = trade
  return { kind: 'cancelled', outTradeNo, tradeNo, action, retryFlag: 'N', at } as const
}

function committed(trade: Trade, action: 'close'): Decision {
  return {
    outcome: cancelled(trade, action),
    changes: { ...unchanged(), trade },
    events: [{ name: 'TradeClosed', trade }],
  }
}

/** A number without a trade: success without an action. Only a tombstone remembers it. */
function cancelUnknown(command: Cancel, records: Parameters<typeof cancel>[1]): Decision {
  const { outTradeNo = '', pid } = command
  const isRefused = records.ways.cancelOfUnknown === 'refused'
  const decision = isRefused
    ? refuse('TradeNotFound', outTradeNo)
    : answer({ kind: 'cancelled', outTradeNo, retryFlag: 'N' })
  if (!records.options.tombstone) return decision
  const changes = { ...unchanged(), tombstone: { pid, outTradeNo } }
  const { order } = records
  return { ...decision, changes: order ? { ...changes, order: { ...order, dead: true } } : changes }
}
