// What a notification has to say: the trade as it was when the event happened, by the options of now.
import type { NotificationContent } from '../../protocols/notification.ts'
import type { App } from '../../protocols/protocol.ts'
import type { Notification } from '../../storage/notifications.ts'
import { introduce, NOBODY } from '../../trade/buyer.ts'
import { withoutCredentials } from '../../notifier/target.ts'
import type { SandboxCore } from '../core/core.ts'
import { tokenFor } from '../core/tokens.ts'

export function contentOf(
  core: SandboxCore,
  { trade, refund, token, batch, failure, notifyId, url }: Notification,
  { sellerEmail }: App,
): NotificationContent {
  const isNobody = trade.buyerId === NOBODY.buyerId
  const buyer = isNobody ? NOBODY : core.trades.buyer(trade.buyerId)
  if (!buyer) throw new Error(`notification ${notifyId} names an unknown buyer`)
  const options = core.optionsFor(trade)
  const { tradeNo, totalFen, currency, appId, sellerId, subject, body, paidAt, closedAt } = trade
  return {
    notifyId,
    notifyAt: core.clock.now(),
    url: withoutCredentials(url),
    state: trade.status,
    orderNo: trade.outTradeNo,
    tradeNo,
    totalFen,
    currency,
    appId,
    authAppId: trade.authAppId ?? appId,
    agentToken: trade.authAppId && tokenFor(core, appId, trade.authAppId),
    sellerId,
    sellerEmail,
    paidAt,
    closedAt,
    token,
    batch,
    failure,
    refund: refund && {
      at: refund.at,
      refundedFen: trade.refundedFen,
      number: refund.isUnnumbered ? tradeNo : refund.outRequestNo,
      made: refund,
    },
    subject,
    body,
    passback: trade.passbackParams,
    charset: trade.charset === 'gbk' ? 'gbk' : 'utf-8',
    trade,
    buyer: introduce(buyer, options),
  }
}
