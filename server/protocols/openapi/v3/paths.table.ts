// The paths of v3 and the one verb of each, as the official SDKs of v3 list them. A method that is
// not here has no v3 path: page, wap and app payments stay with /gateway.do.
const METHODS: Record<string, 'GET' | 'POST'> = {
  'alipay.trade.pay': 'POST',
  'alipay.trade.precreate': 'POST',
  'alipay.trade.create': 'POST',
  'alipay.trade.query': 'POST',
  'alipay.trade.cancel': 'POST',
  'alipay.trade.close': 'POST',
  'alipay.trade.refund': 'POST',
  'alipay.trade.fastpay.refund.query': 'POST',
  'alipay.trade.order.settle': 'POST',
  'alipay.trade.orderinfo.sync': 'POST',
  'alipay.data.dataservice.bill.downloadurl.query': 'GET',
  'alipay.system.oauth.token': 'POST',
  'alipay.open.auth.token.app': 'POST',
}

/** The method that a path would be of, whether or not there is one. */
export const nameOf = (pathname: string) => pathname.slice('/v3/'.length).replaceAll('/', '.')

/** `/v3/alipay/trade/pay` is `alipay.trade.pay`, whatever the verb. */
export function methodOf(pathname: string): string | undefined {
  const name = nameOf(pathname)
  return Object.hasOwn(METHODS, name) ? name : undefined
}

export const hasVerb = (method: string, verb: string) => METHODS[method] === verb
