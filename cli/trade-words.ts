// A trade in words, for every command that shows one.
import type { Refund, Trade } from '../server/trade/trade.ts'
import { formatChinaTime } from '../server/values/instant.ts'
import { formatYuan } from '../server/values/money.ts'
import { card } from './table.ts'

const time = (at: number | undefined) => (at === undefined ? undefined : formatChinaTime(at))

export function tradeLines(trade: Trade & { refunds?: Refund[] }): string[] {
  const refunds = trade.refunds ?? []
  return card([
    ['out_trade_no', trade.outTradeNo],
    ['trade_no', trade.tradeNo],
    ['status', trade.status],
    ['total', `${formatYuan(trade.totalFen)} yuan`],
    ['refunded', trade.refundedFen > 0 ? `${formatYuan(trade.refundedFen)} yuan` : undefined],
    ['subject', trade.subject],
    ['buyer_id', trade.buyerId],
    ['created', time(trade.createdAt)],
    ['paid', time(trade.paidAt)],
    ['closed', closing(trade)],
    ['frozen', trade.isFrozen ? 'by a complaint' : undefined],
    ...refunds.map((refund): [string, string] => [
      'refund',
      `${formatYuan(refund.amountFen)} yuan  ${refund.outRequestNo}  ${formatChinaTime(refund.at)}`,
    ]),
  ])
}

function closing({ closedAt, closedBy }: Trade): string | undefined {
  return closedAt === undefined ? undefined : `${formatChinaTime(closedAt)} by ${closedBy}`
}
