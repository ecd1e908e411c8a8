// The methods of v2: for each, its name, what biz_content must hold, and the call it asks for.
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { CallIds, Op } from '../../journal/entry.ts'
import type { Call, OrderTerms } from '../../trade/decision.ts'
import { expiryOf } from '../../trade/window.ts'
import { parseChinaTime, type Instant } from '../../values/instant.ts'
import type { Fen } from '../../values/money.ts'
import type { App } from '../protocol.ts'
import { amount, firstIssue, merchantNumber, required, sentFields, words } from './fields.ts'

/** What a method needs beside its biz_content. */
export interface CallSite {
  app: App
  notifyUrl: string | undefined
  now: Instant
}

export interface Operation {
  method: string
  op: Op
  /** Reads biz_content: the call, or what is wrong with which field and how to mend it. */
  read(content: unknown, site: CallSite): { call: Call } | { wrong: string }
}

const order = {
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

class Wrong extends Error {}

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

function terms(content: OrderContent, { app, notifyUrl, now }: CallSite): OrderTerms {
  return {
    via: 'openapi-v2',
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

function operation<S extends v.GenericSchema>(
  method: string,
  op: Op,
  schema: S,
  toCall: (content: v.InferOutput<S>, site: CallSite) => Call,
): Operation {
  return {
    method,
    op,
    read: (content, site) => {
      const sent = sentFields(content)
      if (!sent) return { wrong: 'biz_content：应为 JSON 对象' }
      const parsed = v.safeParse(schema, sent)
      if (!parsed.success) return { wrong: firstIssue(parsed.issues) }
      try {
        return { call: toCall(parsed.output, site) }
      } catch (error) {
        if (error instanceof Wrong) return { wrong: error.message }
        throw error
      }
    },
  }
}

const OPERATIONS: readonly Operation[] = [
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

const byMethod = new Map(OPERATIONS.map((one) => [one.method, one]))
export const operationOf = (method: string) => byMethod.get(method)

/** What the journal says of a call. */
export function summarise(call: Call, rawContent: string) {
  const ids: CallIds = {}
  if (call.outTradeNo) ids.outTradeNo = call.outTradeNo
  if ('tradeNo' in call && call.tradeNo) ids.tradeNo = call.tradeNo
  if ('authCode' in call && call.authCode) ids.authCode = call.authCode
  if ('outRequestNo' in call && call.outRequestNo) ids.outRequestNo = call.outRequestNo
  const amountFen =
    'totalFen' in call ? call.totalFen : 'amountFen' in call ? call.amountFen : undefined
  return { ids, amountFen, fingerprint: fingerprint(rawContent) }
}

/** A digest of the business parameters, blind to the order in which a client wrote them. */
function fingerprint(rawContent: string): string {
  const canonical = JSON.stringify(JSON.parse(rawContent), (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
  return createHash('sha256').update(canonical).digest('hex').slice(0, 16)
}
