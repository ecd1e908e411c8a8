// A trade in the words of the old gateway: the members of single_trade_query, in the order of its documentation.
import type { Buyer } from '../../trade/buyer.ts'
import type { Refund, Trade } from '../../trade/trade.ts'
import { formatChinaTime, type Instant } from '../../values/instant.ts'
import { formatYuan } from '../../values/money.ts'
import type { Pair } from './signature.ts'
import { withoutControls } from './xml.ts'

/** A unit price that the merchant named, or the whole; one piece, unless it said how many. */
export const piecesOf = ({ totalFen, kept }: Pick<Trade, 'totalFen' | 'kept'>) => ({
  price: kept?.price ?? formatYuan(totalFen),
  quantity: kept?.quantity ?? '1',
})

const time = (at: Instant | undefined) => (at === undefined ? undefined : formatChinaTime(at))

export interface QueriedTrade {
  trade: Trade
  buyer: Buyer
  sellerEmail: string
  shown: string
  refunds?: readonly Refund[]
}

export function tradeMembers({
  trade,
  buyer,
  sellerEmail,
  shown,
  refunds = [],
}: QueriedTrade): Pair[] {
  const { price, quantity } = piecesOf(trade)
  const last = refunds.at(-1)
  const total = formatYuan(trade.totalFen)
  const isWaiting = shown === 'WAIT_BUYER_PAY'
  const fields = {
    additional_trade_status: undefined,
    body: trade.body,
    buyer_email: buyer.logonId,
    buyer_id: buyer.buyerId,
    discount: '0.00',
    flag_trade_locked: trade.isFrozen ? '1' : '0',
    gmt_create: time(trade.createdAt),
    gmt_payment: isWaiting ? undefined : time(trade.paidAt),
    gmt_close: time(trade.closedAt),
    gmt_refund: time(last?.at),
    gmt_last_modified_time: time(last?.at ?? trade.closedAt ?? trade.paidAt ?? trade.createdAt),
    is_total_fee_adjust: 'F',
    operator_role: 'B',
    out_trade_no: trade.outTradeNo,
    payment_type: '1',
    price,
    quantity,
    refund_fee: last && formatYuan(trade.refundedFen),
    refund_id: last?.outRequestNo,
    refund_status: last && 'REFUND_SUCCESS',
    seller_email: sellerEmail,
    seller_id: trade.sellerId,
    subject: trade.subject,
    to_buyer_fee: formatYuan(trade.refundedFen),
    to_seller_fee: formatYuan(
      isWaiting || trade.paidAt === undefined ? 0 : trade.totalFen - trade.refundedFen,
    ),
    total_fee: total,
    trade_no: trade.tradeNo,
    trade_status: shown,
    use_coupon: 'F',
  }
  // Signed as they will be read out of the XML.
  return Object.entries(fields).flatMap(([name, value]) =>
    value ? [[name, withoutControls(value)] as const] : [],
  )
}
