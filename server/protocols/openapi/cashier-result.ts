// What the cashier hands back once the buyer has paid: the browser's way to return_url, or the
// result string of an app. Both are signed like notifications, without sign_type in the text.
import type { CashierProduct, Trade } from '../../trade/trade.ts'
import { formatChinaTime, type Instant } from '../../values/instant.ts'
import { formatYuan } from '../../values/money.ts'
import type { App, AppStatus, CashierResult } from '../protocol.ts'
import type { Forgery } from '../notification.ts'
import { withQuery } from '../write-form.ts'
import { openapiApp, type OpenapiApp } from './credentials.ts'
import { signedByGateway } from './gateway-keys.ts'
import { stringToSign } from './signing.ts'
import { METHOD_OF } from './page-operations.ts'

export function cashierResult(
  trade: Trade,
  { returnUrl, now, forged = {} }: { returnUrl?: string; now: Instant; forged?: Forgery },
  named: App,
): CashierResult | undefined {
  const app = openapiApp(named)
  if (!app) return undefined
  if (trade.product === 'app') return appResult(trade, app, now)
  if (trade.product !== 'page' && trade.product !== 'wap') return undefined
  const { product } = trade
  return returnUrl === undefined
    ? undefined
    : wayBack({ trade, product, returnUrl, app, now, forged })
}

interface WayBack {
  trade: Trade
  product: CashierProduct
  returnUrl: string
  app: OpenapiApp
  now: Instant
  forged: Forgery
}

/** In the order of recorded returns; the query that the merchant had written is kept in front. */
function wayBack({ trade, product, returnUrl, app, now, forged }: WayBack): CashierResult {
  const fields = (sign: string | undefined) => ({
    charset: charsetOf(trade),
    out_trade_no: trade.outTradeNo,
    method: `${METHOD_OF[product]}.return`,
    total_amount: formatYuan(forged.totalFen ?? trade.totalFen),
    ...(sign !== undefined && { sign }),
    trade_no: trade.tradeNo,
    auth_app_id: trade.authAppId ?? app.appId,
    version: '1.0',
    app_id: app.appId,
    sign_type: forged.signAs ?? signTypeOf(trade),
    seller_id: trade.sellerId,
    timestamp: formatChinaTime(now),
  })
  const { sign_type: _unsigned, ...signed } = fields(undefined)
  return {
    signing: signedByGateway(
      app,
      signTypeOf(trade),
      Buffer.from(stringToSign(Object.entries(signed))),
    ),
    finish: (sign) => withQuery(returnUrl, new URLSearchParams(fields(sign)).toString()),
  }
}

/** As the order was opened. */
const charsetOf = (trade: Trade) => (trade.charset === 'gbk' ? 'GBK' : 'utf-8')
const signTypeOf = (trade: Trade) => trade.signType ?? 'RSA2'

/** As the app's SDK says it: the status, and its documented meaning. */
const RESULTS: Record<AppStatus, readonly [resultStatus: string, memo: string]> = {
  processing: [
    '8000',
    '正在处理中，支付结果未知（有可能已经支付成功），请查询商户订单列表中订单的支付状态',
  ],
  failed: ['4000', '订单支付失败'],
  repeated: ['5000', '重复请求'],
  cancelled: ['6001', '用户中途取消'],
  'cut-off': ['6002', '网络连接出错'],
  unknown: ['6004', '支付结果未知（有可能已经支付成功），请查询商户订单列表中订单的支付状态'],
}

/** Without a success there is no `result`. */
export function cashierStatus(status: AppStatus): string {
  const [resultStatus, memo] = RESULTS[status]
  return JSON.stringify({ memo, result: '', resultStatus })
}

/** What the app's SDK hands to the app: `result` is itself JSON in a string. */
function appResult(trade: Trade, app: OpenapiApp, now: Instant): CashierResult {
  const node = JSON.stringify({
    code: '10000',
    msg: 'Success',
    app_id: app.appId,
    auth_app_id: trade.authAppId ?? app.appId,
    charset: charsetOf(trade),
    timestamp: formatChinaTime(now),
    out_trade_no: trade.outTradeNo,
    total_amount: formatYuan(trade.totalFen),
    trade_no: trade.tradeNo,
    seller_id: trade.sellerId,
  })
  return {
    signing: signedByGateway(app, signTypeOf(trade), Buffer.from(node)),
    finish: (sign = '') => {
      const tail = `"sign":"${sign}","sign_type":"${signTypeOf(trade)}"`
      const result = `{"alipay_trade_app_pay_response":${node},${tail}}`
      return JSON.stringify({ memo: '', result, resultStatus: '9000' })
    },
  }
}
