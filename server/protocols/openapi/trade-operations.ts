// The methods of openapi that open, change or read trades: for each, its name, what its business
// parameters must hold, and the call it asks for.
import * as v from 'valibot'
import type { OrderTerms } from '../../trade/decision.ts'
import { expiryOf } from '../../trade/window.ts'
import { parseChinaTime, type Instant } from '../../values/instant.ts'
import type { Fen } from '../../values/money.ts'
import { amount, merchantNumber, required, words } from './fields.ts'
import { operation, Wrong, type CallSite, type Operation } from './operation.ts'

export const order = {
  out_trade_no: merchantNumber,
  subject: required(256),
  body: v.optional(words(128)),
  total_amount: v.optional(amount),
  discountable_amount: v.optional(amount),
  undiscountable_amount: v.optional(amount),
  seller_id: v.optional(words(28)),
  store_id: v.optional(words(32)),
  terminal_id: v.optional(words(32)),
  timeout_express: v.optional(words(6)),
  time_expire: v.optional(words(32)),
  passback_params: v.optional(words(512)),
}

const paySchema = v.looseObject({
  ...order,
  scene: v.optional(words(32)),
  auth_code: v.optional(words(64)),
})
const precreateSchema = v.looseObject({ ...order, qr_code_timeout_express: v.optional(words(6)) })

const trade = { out_trade_no: v.optional(words(64)), trade_no: v.optional(words(64)) }
const tradeSchema = v.looseObject(trade)
const refundSchema = v.looseObject({
  ...trade,
  refund_amount: v.pipe(amount, v.minValue(1, '须大于 0')),
  out_request_no: v.optional(words(64)),
  refund_reason: v.optional(words(256)),
})
const refundQuerySchema = v.looseObject({ ...trade, out_request_no: required(64) })

type OrderContent = v.InferOutput<typeof paySchema> | v.InferOutput<typeof precreateSchema>

function totalOf(content: OrderContent): Fen {
  const { discountable_amount: part, undiscountable_amount: rest } = content
  const sum = part !== undefined && rest !== undefined ? part + rest : undefined
  const total = content.total_amount ?? sum
  if (total === undefined) throw new Wrong('total_amount：必填，未传')
  if (sum !== undefined && sum !== total) {
    throw new Wrong('total_amount：须等于 discountable_amount + undiscountable_amount')
  }
  return total
}

function expiry(content: OrderContent, now: Instant): Instant | undefined {
  const { time_expire: at, timeout_express: after } = content
  // time_expire wins when both are sent.
  if (at !== undefined) {
    const instant = parseChinaTime(at)
    if (instant === undefined) throw new Wrong('time_expire：格式应为 yyyy-MM-dd HH:mm:ss')
    return instant
  }
  return after === undefined ? undefined : lasting('timeout_express', after, now)
}

function lasting(field: string, value: string, now: Instant): Instant {
  const instant = expiryOf(value, now)
  if (instant === undefined) throw new Wrong(`${field}：应为 1m～15d，如 90m、2h、1d，或 1c`)
  return instant
}

export function terms(
  content: OrderContent,
  { via, app, notifyUrl, charset, now }: CallSite,
): OrderTerms {
  return {
    via,
    appId: app.appId,
    pid: app.pid,
    outTradeNo: content.out_trade_no,
    totalFen: totalOf(content),
    subject: content.subject,
    body: content.body,
    sellerId: content.seller_id,
    storeId: content.store_id,
    terminalId: content.terminal_id,
    passbackParams: content.passback_params,
    notifyUrl,
    charset,
    expiresAt: expiry(content, now),
  }
}

function key(content: v.InferOutput<typeof tradeSchema>, { app }: CallSite) {
  // Alipay lets trade_no win when both are sent.
  const tradeNo = content.trade_no
  const outTradeNo = content.out_trade_no
  if (!tradeNo && !outTradeNo) throw new Wrong('out_trade_no：与 trade_no 二选一必填')
  return { pid: app.pid, tradeNo, outTradeNo }
}

export const TRADE_OPERATIONS: readonly Operation[] = [
  operation('alipay.trade.pay', 'PAY', paySchema, (content, site) => ({
    op: 'PAY',
    ...terms(content, site),
    authCode: content.auth_code,
  })),
  operation('alipay.trade.precreate', 'PRECREATE', precreateSchema, (content, site) => ({
    op: 'PRECREATE',
    ...terms(content, site),
    qrExpiresAt:
      content.qr_code_timeout_express === undefined
        ? undefined
        : lasting('qr_code_timeout_express', content.qr_code_timeout_express, site.now),
  })),
  operation('alipay.trade.query', 'QUERY', tradeSchema, (content, site) => ({
    op: 'QUERY',
    ...key(content, site),
  })),
  operation('alipay.trade.cancel', 'CANCEL', tradeSchema, (content, site) => ({
    op: 'CANCEL',
    ...key(content, site),
  })),
  operation('alipay.trade.close', 'CLOSE', tradeSchema, (content, site) => ({
    op: 'CLOSE',
    ...key(content, site),
  })),
  operation('alipay.trade.refund', 'REFUND', refundSchema, (content, site) => ({
    op: 'REFUND',
    ...key(content, site),
    amountFen: content.refund_amount,
    outRequestNo: content.out_request_no,
    reason: content.refund_reason,
  })),
  operation(
    'alipay.trade.fastpay.refund.query',
    'REFQUERY',
    refundQuerySchema,
    (content, site) => ({
      op: 'REFQUERY',
      ...key(content, site),
      outRequestNo: content.out_request_no,
    }),
  ),
]
