// The gateway's own numbers, in the shape that was recorded: a day, the merchant's part, a letter and digits.
import { formatChinaDay, type Instant } from '../../values/instant.ts'
import type { Draw } from '../../values/random.ts'
import type { Refund, Trade } from '../../trade/trade.ts'

/** `202601051940108001001880I0204295953`: 35 characters. */
export function drawPaymentId(draw: Draw, _buyerId: string | undefined, now: Instant): string {
  const digits = draw.digits('trade_no', 18)
  return `${formatChinaDay(now)}19401080${digits.slice(0, 8)}I${digits.slice(8)}`
}

/** A refund is named by its payment and its place among the refunds of it. */
export const refundIdOf = ({ tradeNo }: Pick<Trade, 'tradeNo'>, { nth = 0 }: Refund): string =>
  `${tradeNo}${String(nth).padStart(4, '0')}`

/** The payment and the place that such a number names; of no payment, for any other number. */
export function nthOfRefund(refundId: string): { tradeNo: string; nth: number } {
  const [, tradeNo = refundId, nth = '0'] = /^(.+)(\d{4})$/.exec(refundId) ?? []
  return { tradeNo, nth: Number(nth) }
}
