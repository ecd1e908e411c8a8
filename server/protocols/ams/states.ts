// How AMS calls the states of a payment. It knows no closed one: a payment that was given back stays paid,
// and one that was not paid has failed or was cancelled.
import type { TradeStatus } from '../../journal/entry.ts'
import type { Trade } from '../../trade/trade.ts'
import { codeOf } from './codes.table.ts'

export type PaymentStatus = 'SUCCESS' | 'FAIL' | 'PROCESSING' | 'CANCELLED'

/** `shown`: what the reply says, which a fault may have made another than the books have. */
export function paymentStatus(trade: Trade, shown: TradeStatus = trade.status): PaymentStatus {
  if (shown === 'WAIT_BUYER_PAY') return 'PROCESSING'
  if (shown !== 'TRADE_CLOSED') return 'SUCCESS'
  if (trade.closedBy === 'refund') return 'SUCCESS'
  return trade.closedBy === 'cancel' ? 'CANCELLED' : 'FAIL'
}

/** Why a payment stands as it does. */
export function paymentCode(trade: Trade, status: PaymentStatus): string {
  switch (status) {
    case 'SUCCESS':
      return 'SUCCESS'
    case 'PROCESSING':
      return 'PAYMENT_IN_PROCESS'
    case 'CANCELLED':
      return 'ORDER_IS_CANCELED'
    case 'FAIL':
      return trade.declined ? codeOf(trade.declined, 'PAY') : 'ORDER_IS_CLOSED'
  }
}

/** The engine's word for what the wire says. */
export const shownAs = (status: PaymentStatus): TradeStatus => {
  if (status === 'PROCESSING') return 'WAIT_BUYER_PAY'
  return status === 'SUCCESS' ? 'TRADE_SUCCESS' : 'TRADE_CLOSED'
}
