// A trade in words, for every command that shows one.
import type { Refund, Trade } from '../server/trade/trade.ts'
import { formatChinaTime } from '../server/values/instant.ts'
import { formatSum } from '../server/values/money.ts'
import { card } from './table.ts'

const time = (at: number | undefined) => (at === undefined ? undefined : formatChinaTime(at))

export function tradeLines(trade: Trade & { refunds?: Refund[]; says?: string }): string[] {
  const { refunds = [], conversion } = trade
  return card([
    ['out_trade_no', trade.outTradeNo],
    ['trade_no', trade.tradeNo],
    ['status', trade.status],
    ['its gateway says', trade.says],
    ['total', formatSum(trade.totalFen, trade.currency)],
    ['wallet pays', conversion && formatSum(conversion.walletFen)],
    ['settled', conversion && formatSum(conversion.settlementFen, conversion.settlementCurrency)],
    ['refunded', trade.refundedFen > 0 ? formatSum(trade.refundedFen, trade.currency) : undefined],
    ['subject', trade.subject],
    ['buyer_id', trade.buyerId],
    ['created', time(trade.createdAt)],
    ['paid', time(trade.paidAt)],
    ['closed', closing(trade)],
    ['frozen', trade.isFrozen ? 'by a complaint' : undefined],
    ...refunds.map((refund): [string, string] => [
      'refund',
      `${formatSum(refund.amountFen, trade.currency)}  ${refund.outRequestNo}  ${formatChinaTime(refund.at)}`,
    ]),
  ])
}

function closing({ closedAt, closedBy }: Trade): string | undefined {
  return closedAt === undefined ? undefined : `${formatChinaTime(closedAt)} by ${closedBy}`
}
