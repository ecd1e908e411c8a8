// page.pay, wap.pay and app.pay: called by the buyer's browser or app, and answered by Alipay's own
// cashier. What their business parameters must hold, and the order they ask for.
import * as v from 'valibot'
import type { CashierProduct } from '../../trade/trade.ts'
import { oneOf, required, words } from './fields.ts'
import { operation, BadRequest, type CallSite, type Operation } from './operation.ts'
import { order, terms } from './order-fields.ts'

const online = {
  ...order,
  goods_type: oneOf('0', '1'),
}

const pageSchema = v.looseObject({
  ...online,
  product_code: required(64),
  qr_pay_mode: oneOf('0', '1', '2', '3', '4'),
  qrcode_width: v.optional(v.pipe(words(4), v.regex(/^\d+$/, '应为数字'))),
  integration_type: oneOf('ALIAPP', 'PCWEB'),
  request_from_url: v.optional(words(256)),
})
const webAddress = v.pipe(
  words(400),
  v.check(
    (text) => isWebAddress(text),
    () => WEB_ADDRESS,
  ),
)
const wapSchema = v.looseObject({
  ...online,
  product_code: v.optional(required(64), 'QUICK_WAP_WAY'),
  quit_url: v.optional(webAddress),
})
const appSchema = v.looseObject({
  ...online,
  product_code: v.optional(required(64), 'QUICK_MSECURITY_PAY'),
})

type Content =
  | v.InferOutput<typeof pageSchema>
  | v.InferOutput<typeof wapSchema>
  | v.InferOutput<typeof appSchema>

/**
 * An address that a browser may be sent to: anything else (`javascript:`) counts as none. A URL parser
 * takes line breaks out in silence, a header that holds one is sent by nobody.
 */
function isWebAddress(text: string): boolean {
  if (CONTROL.test(text)) return false
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

const CONTROL = /[\p{Cc}]/u
const WEB_ADDRESS = '应为 http 或 https 地址，不能含换行等控制字符'

/** wap and app have no code to frame. */
const noQr: { qr_pay_mode?: string; qrcode_width?: string } = {}

function toOrder(product: CashierProduct, content: Content, site: CallSite, quitUrl?: string) {
  const { returnUrl } = site
  if (returnUrl !== undefined && !(returnUrl.length <= 256 && isWebAddress(returnUrl))) {
    throw new BadRequest(`return_url：${WEB_ADDRESS}，最长 256 个字符`)
  }
  const asked = terms(content, site)
  const { timeout_express: timeoutExpress } = content
  // time_expire is a moment; timeout_express of wap and app counts from the confirmation.
  const isRelative = product !== 'page' && content.time_expire === undefined
  const { qr_pay_mode: qrPayMode, qrcode_width: width } = { ...noQr, ...content }
  const cashier = {
    returnUrl,
    quitUrl,
    qrPayMode,
    // Documented for mode 4 alone.
    qrWidthPx: qrPayMode === '4' && width !== undefined ? Number(width) : undefined,
    ...(isRelative && { fromConfirm: { timeoutExpress } }),
  }
  const productCode = content.product_code
  const expiresAt = isRelative ? undefined : asked.expiresAt
  return { op: 'CASHIER', product, productCode, cashier, ...asked, expiresAt } as const
}

const PAGE = 'alipay.trade.page.pay'
const WAP = 'alipay.trade.wap.pay'
const APP = 'alipay.trade.app.pay'

export const PAGE_OPERATIONS: readonly Operation[] = [
  operation(PAGE, 'CASHIER', pageSchema, (content, site) => toOrder('page', content, site)),
  operation(WAP, 'CASHIER', wapSchema, (content, site) =>
    toOrder('wap', content, site, content.quit_url),
  ),
  operation(APP, 'CASHIER', appSchema, (content, site) => toOrder('app', content, site)),
]

export const METHOD_OF: Record<CashierProduct, string> = { page: PAGE, wap: WAP, app: APP }

/** Methods that answer a browser, not a program. */
export const isPageMethod = (method: string | undefined) =>
  method !== undefined && Object.values(METHOD_OF).includes(method)
