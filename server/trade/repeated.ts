// The same order again, where a family answers it as it was the first time: what is final stays as it was,
// what waits goes on, and other terms under the same number are refused.
import {
  answer,
  refuse,
  type Decision,
  type Pay,
  type Precreate,
  type Records,
} from './decision.ts'
import { closedRefusal, sameOrder } from './open.ts'
import type { Trade } from './trade.ts'

/** `undefined` where there is nothing to repeat, or the family refuses what it has seen. */
export function asBefore(command: Pay | Precreate, records: Records): Decision | undefined {
  const { trade, order, buyer, ways } = records
  if (ways.repeatedOrder === 'refused' || !trade) return undefined
  const { outTradeNo } = command
  const isChanged = !sameOrder(command, trade, records) || !isOfSameKind(command, trade, records)
  if (isChanged) return refuse('OrderChanged', outTradeNo)
  if (trade.declined) return refuse(trade.declined, outTradeNo)
  const wasRefunded = trade.closedBy === 'refund'
  if (trade.status === 'TRADE_CLOSED' && !wasRefunded) {
    return refuse(closedRefusal(trade), outTradeNo)
  }
  if (command.op === 'PRECREATE') return order && answer({ kind: 'qr', order, waiting: trade })
  if (!buyer) return undefined
  const kind = trade.status === 'WAIT_BUYER_PAY' ? 'waiting' : 'paid'
  return answer({ kind, trade, buyer })
}

/** A payment by code is the same only with the code that it used; an invitation stays one. */
function isOfSameKind({ op }: Pay | Precreate, trade: Trade, { code }: Records): boolean {
  if (op === 'PRECREATE') return trade.product === 'qr'
  return trade.product === 'barcode' && code?.usedBy === trade.tradeNo
}
