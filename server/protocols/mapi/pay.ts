// create_direct_pay_by_user: the buyer's browser brings an order, and Alipay's cashier takes the money at once
// (即时到账).
import type { Fen } from '../../values/money.ts'
import type { NamedBuyer } from '../../trade/buyer.ts'
import type { OpenCashier } from '../../trade/decision.ts'
import { expiryOf } from '../../trade/window.ts'
import { MINUTE, SECOND, type Instant } from '../../values/instant.ts'
import type { Charset } from '../../values/charset.ts'
import type { OrderText } from '../../journal/entry.ts'
import type { Parameters } from '../parameters.ts'
import type { App } from '../protocol.ts'
import { MAPI, type MapiKeys } from './credentials.ts'
import { address, BadCall, given, money, optional, required } from './fields.ts'
import { readAntiPhishingKey } from './numbers.ts'
import type { MapiOptions } from './options.table.ts'
import type { SignType } from './signature.ts'

export interface CallSite {
  app: App
  keys: MapiKeys
  options: MapiOptions
  charset: Charset
  signType: SignType
  now: Instant
}

/** Reads the order; throws what is wrong with it. */
export function readPayment(parameters: Parameters, site: CallSite): OpenCashier {
  const { app, options, charset, signType, now } = site
  const { appId, pid } = app
  checkPhishing(parameters, site)
  const outTradeNo = required(parameters, 'out_trade_no', 64)
  const subject = required(parameters, 'subject', 256, 'SUBJECT_MUST_NOT_BE_NULL')
  if (required(parameters, 'payment_type', 4) !== '1') {
    throw new BadCall('ILLEGAL_PAYMENT_TYPE', 'payment_type：应为 1（商品购买）')
  }
  const passbackParams = optional(
    parameters,
    'extra_common_param',
    100,
    'ILLEGAL_EXTRA_COMMON_PARAM',
  )
  if (passbackParams !== undefined && /[=&?#]/.test(passbackParams)) {
    throw new BadCall('ILLEGAL_EXTRA_COMMON_PARAM', 'extra_common_param：不能含 = & ? #')
  }
  const { totalFen, price, quantity } = readTotal(parameters)
  const asksTime = given(parameters, 'it_b_pay')
  return {
    op: 'CASHIER',
    product: 'page',
    productCode: 'FAST_INSTANT_TRADE_PAY',
    via: MAPI,
    appId,
    pid,
    outTradeNo,
    subject,
    totalFen,
    body: optional(parameters, 'body', 1_000),
    notifyUrl: address(parameters, 'notify_url', 190),
    passbackParams,
    charset,
    ...sellerIn(parameters, app),
    ...(!options.mapiBalancePayment && { channels: { disabled: ['balance'] } }),
    ...(asksTime !== undefined && { asksTime, expiresAt: readTime(asksTime, options, now) }),
    ...buyerIn(parameters),
    kept: { signType, ...(price !== undefined && { price, quantity }) },
    cashier: { returnUrl: address(parameters, 'return_url', 200) },
  }
}

function readTotal(parameters: Parameters): { totalFen: Fen; price?: string; quantity: string } {
  const total = money(parameters, 'total_fee')
  const price = money(parameters, 'price')
  const quantity = given(parameters, 'quantity') ?? '1'
  if (total !== undefined) {
    if (price === undefined) return { totalFen: total, quantity: '1' }
    throw new BadCall('ILLEGAL_FEE_PARAM', 'total_fee 与 price、quantity 不能同时出现')
  }
  if (price === undefined) throw new BadCall('ILLEGAL_FEE_PARAM', 'total_fee：必填，未传')
  if (!/^[1-9]\d{0,5}$/.test(quantity)) {
    throw new BadCall('ILLEGAL_INTEGER_FORMAT', `quantity：应为正整数，传入 ${quantity}`)
  }
  return { totalFen: price * Number(quantity), price: given(parameters, 'price'), quantity }
}

function readTime(text: string, { mapiCustomTimeout }: MapiOptions, now: Instant): Instant {
  if (!mapiCustomTimeout) {
    throw new BadCall('SELF_TIMEOUT_NOT_SUPPORT', 'it_b_pay：合约未开通自定义超时')
  }
  const expiresAt = expiryOf(text, now)
  if (expiresAt !== undefined && expiresAt >= now + MINUTE) return expiresAt
  // The end of this very day may be seconds away.
  if (expiresAt !== undefined && text === '1c') return expiresAt
  throw new BadCall(
    'ILLEGAL_OUTTIME_ARGUMENT',
    `it_b_pay：应为 1m～15d（单位 m、h、d，整数）或 1c，传入 ${text}`,
  )
}

/** The id counts before the account name, and that before the email (002:L46-47). */
const SELLERS = [
  ['seller_id', 'id'],
  ['seller_account_name', 'account-name'],
  ['seller_email', 'email'],
] as const

const BUYERS = ['buyer_id', 'buyer_account_name', 'buyer_email'] as const

/** Whom the request names as its receiver, and by what; the first name counts. */
export function payeeIn(parameters: Parameters): OrderText['payee'] {
  for (const [name, by] of SELLERS) {
    const named = given(parameters, name)
    if (named !== undefined) return { by, named }
  }
  return undefined
}

export const payerIn = (parameters: Parameters): string | undefined =>
  BUYERS.map((name) => given(parameters, name)).find((named) => named !== undefined)

/** A name that is not the merchant's own stays as it is: the books know no such receiver. */
export function sellerIn(parameters: Parameters, { pid, sellerEmail }: App): { sellerId: string } {
  const payee = payeeIn(parameters)
  if (!payee) {
    throw new BadCall(
      'ILLEGAL_ARGUMENT',
      'seller_id、seller_account_name、seller_email：至少填一个',
    )
  }
  const isOwn = payee.by !== 'id' && payee.named === sellerEmail
  return { sellerId: isOwn ? pid : payee.named }
}

function buyerIn(parameters: Parameters): { buyer?: NamedBuyer } {
  const named = payerIn(parameters)
  if (named === undefined) return {}
  return { buyer: given(parameters, 'buyer_id') === named ? { id: named } : { logonId: named } }
}

const KEY_LIVES_MS = 30 * SECOND

function checkPhishing(parameters: Parameters, { keys, now }: CallSite): void {
  const key = given(parameters, 'anti_phishing_key')
  if (key === undefined) return
  const madeAt = readAntiPhishingKey(keys, key)
  if (madeAt === undefined) {
    throw new BadCall(
      'ILLEGAL_ANTI_PHISHING_KEY',
      'anti_phishing_key：请用 query_timestamp 返回的 encrypt_key',
    )
  }
  if (now - madeAt > KEY_LIVES_MS) {
    throw new BadCall('ANTI_PHISHING_KEY_TIMEOUT', 'anti_phishing_key：有效期 30 秒，请重新获取')
  }
  if (given(parameters, 'exter_invoke_ip') === undefined) {
    throw new BadCall('ILLEGAL_EXTER_INVOKE_IP', 'exter_invoke_ip：传 anti_phishing_key 时必填')
  }
}
