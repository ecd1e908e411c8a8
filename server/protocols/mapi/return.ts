// The browser's way back to the merchant with a paid order: the same news as the notification, signed, in the address;
// mostly some seconds before it, sometimes after it (002:L33-34).
import type { Trade } from '../../trade/trade.ts'
import { formatChinaTime, type Instant } from '../../values/instant.ts'
import { formatYuan } from '../../values/money.ts'
import type { App, CashierResult } from '../protocol.ts'
import type { Forgery } from '../notification.ts'
import { withQuery, writeForm } from '../write-form.ts'
import { keysOf } from './credentials.ts'
import { bytesOf, charsetOfTrade, signTypeOf, type Fields } from './notification.ts'
import { returnIdOf } from './numbers.ts'
import { signedByGateway } from './signature.ts'

interface Way {
  returnUrl?: string
  now: Instant
  forged?: Forgery
  buyer?: { buyerId: string; logonId: string }
}

export function cashierResult(
  trade: Trade,
  { returnUrl, now, forged = {}, buyer }: Way,
  app: App,
): CashierResult | undefined {
  const keys = keysOf(app)
  if (!keys || returnUrl === undefined) return undefined
  const type = signTypeOf(trade)
  const charset = charsetOfTrade(trade)
  const all: Record<string, string | undefined> = {
    is_success: 'T',
    exterface: 'create_direct_pay_by_user',
    payment_type: '1',
    notify_id: returnIdOf(keys, trade.tradeNo, now),
    notify_time: formatChinaTime(now),
    notify_type: 'trade_status_sync',
    out_trade_no: trade.outTradeNo,
    trade_no: trade.tradeNo,
    trade_status: trade.status,
    subject: trade.subject,
    body: trade.body,
    total_fee: formatYuan(forged.totalFen ?? trade.totalFen),
    buyer_email: buyer?.logonId,
    buyer_id: trade.buyerId,
    seller_email: app.sellerEmail,
    seller_id: trade.sellerId,
    extra_common_param: trade.passbackParams,
  }
  const fields: Fields = Object.fromEntries(
    Object.entries(all).filter((one): one is [string, string] => Boolean(one[1])),
  )
  return {
    signing: signedByGateway(keys, type, bytesOf(fields, charset)),
    finish: (sign) => {
      const signed = {
        ...fields,
        ...(sign !== undefined && { sign }),
        sign_type: forged.signAs ?? type,
      }
      return withQuery(returnUrl, writeForm(signed, charset))
    },
  }
}
