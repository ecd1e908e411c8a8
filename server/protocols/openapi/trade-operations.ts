// The methods of openapi that open, change or read trades: for each, its name, what its business
// parameters must hold, and the call it asks for.
import * as v from 'valibot'
import type { AskedReturn, AskedShare } from '../../trade/decision.ts'
import { MINUTE } from '../../values/instant.ts'
import { amount, list, oneOf, required, words } from './fields.ts'
import { parseJson } from '../json.ts'
import { operation, BadRequest, type CallSite, type Operation } from './operation.ts'
import { lasting, order, terms } from './order-fields.ts'

const paySchema = v.looseObject({
  ...order,
  scene: oneOf('bar_code', 'security_code', 'wave_code'),
  auth_code: v.optional(words(64)),
  terminal_params: v.optional(words(2048)),
  buyer_id: v.optional(words(28)),
  buyer_open_id: v.optional(words(128)),
  trans_currency: v.optional(words(8)),
  settle_currency: v.optional(words(8)),
})
const precreateSchema = v.looseObject({
  ...order,
  buyer_logon_id: v.optional(words(100)),
  qr_code_timeout_express: v.optional(words(6)),
  code_type: oneOf('qr_code', 'share_code'),
})
const createSchema = v.looseObject({
  ...order,
  buyer_id: v.optional(words(28)),
  buyer_open_id: v.optional(words(128)),
  buyer_logon_id: v.optional(words(100)),
})

const asks = { query_options: v.optional(list(words(1024))) }
const trade = { out_trade_no: v.optional(words(64)), trade_no: v.optional(words(64)) }
const tradeSchema = v.looseObject(trade)
const querySchema = v.looseObject({ ...trade, ...asks, org_pid: v.optional(words(16)) })
const closeSchema = v.looseObject({ ...trade, operator_id: v.optional(words(28)) })
const positive = v.pipe(amount, v.minValue(1, '须大于 0'))
const refundedItem = v.looseObject({ goods_id: required(32), refund_amount: amount }, '应为对象')
const returned = v.looseObject(
  {
    royalty_type: oneOf('transfer', 'replenish'),
    trans_out: required(64),
    trans_out_type: oneOf('userId', 'loginName', 'cardAliasNo'),
    trans_in: v.optional(words(64)),
    trans_in_type: oneOf('userId', 'loginName', 'cardAliasNo'),
    amount: positive,
    desc: v.optional(words(1000)),
  },
  '应为对象',
)
const refundSchema = v.looseObject({
  ...trade,
  ...asks,
  refund_amount: positive,
  out_request_no: v.optional(words(64)),
  refund_reason: v.optional(words(256)),
  operator_id: v.optional(words(30)),
  store_id: v.optional(words(32)),
  terminal_id: v.optional(words(32)),
  refund_currency: v.optional(words(8)),
  refund_goods_detail: v.optional(list(refundedItem)),
  refund_royalty_parameters: v.optional(list(returned)),
})
const refundQuerySchema = v.looseObject({ ...trade, ...asks, out_request_no: required(64) })

const settledShare = v.looseObject(
  {
    royalty_type: oneOf('transfer', 'replenish'),
    trans_out: v.optional(words(16)),
    trans_out_type: oneOf('userId', 'loginName'),
    trans_in: required(64),
    trans_in_type: oneOf('userId', 'loginName', 'cardAliasNo'),
    amount: v.optional(positive),
    amount_percentage: v.optional(
      v.pipe(words(3), v.regex(/^([1-9]\d?|100)$/, '应为 1～100 的整数'), v.transform(Number)),
    ),
    desc: v.optional(words(1000)),
  },
  '应为对象',
)
const settleSchema = v.looseObject({
  out_request_no: required(64),
  trade_no: required(64),
  royalty_parameters: v.pipe(list(settledShare), v.minLength(1, '不能为空')),
  operator_id: v.optional(words(64)),
  extend_params: v.optional(v.looseObject({ royalty_finish: v.optional(words(5)) }, '应为对象')),
})
const syncSchema = v.looseObject({
  trade_no: required(64),
  out_request_no: required(64),
  biz_type: v.picklist(['CREDIT_AUTH', 'CREDIT_DEDUCT'], '只能是 CREDIT_AUTH、CREDIT_DEDUCT 之一'),
  orig_request_no: v.optional(words(64)),
  order_biz_info: v.optional(words(2018)),
})
const bizInfo = v.looseObject({ status: v.string() })

function key(content: { trade_no?: string; out_trade_no?: string }, { app }: CallSite) {
  // Alipay lets trade_no win when both are sent.
  const { trade_no: tradeNo, out_trade_no: outTradeNo } = content
  if (!tradeNo && !outTradeNo) throw new BadRequest('out_trade_no：与 trade_no 二选一必填')
  return { pid: app.pid, tradeNo, outTradeNo }
}

/** Only a payment by code has a least time; the others may be as short as they like. */
function payTerms(content: v.InferOutput<typeof paySchema>, site: CallSite) {
  const asked = terms(content, site)
  const { expiresAt } = asked
  const { now } = site
  if (expiresAt !== undefined && expiresAt > now && expiresAt < now + MINUTE) {
    throw new BadRequest('time_expire：不能早于 1 分钟之后')
  }
  return asked
}

function namedBuyer(content: v.InferOutput<typeof createSchema>) {
  const { buyer_id: id, buyer_open_id: openId, buyer_logon_id: logonId } = content
  if (!id && !openId && !logonId) {
    throw new BadRequest('buyer_id：与 buyer_open_id、buyer_logon_id 三选一必填')
  }
  return { id, openId, logonId }
}

function returnOf(asked: v.InferOutput<typeof returned>): AskedReturn {
  return { transOut: asked.trans_out, transIn: asked.trans_in, amountFen: asked.amount }
}

/** An amount wins over a percentage. */
function shareOf(share: v.InferOutput<typeof settledShare>, place: number): AskedShare {
  const { amount: amountFen, amount_percentage: percent } = share
  const isMadeUp = share.royalty_type === 'replenish'
  if (isMadeUp && share.trans_out === undefined) {
    throw new BadRequest(`royalty_parameters.${place}.trans_out：补差（replenish）时必填`)
  }
  const who = { transIn: share.trans_in, transOut: isMadeUp ? share.trans_out : undefined }
  if (amountFen !== undefined) return { ...who, amountFen }
  if (percent !== undefined) return { ...who, percent }
  throw new BadRequest(`royalty_parameters.${place}.amount：与 amount_percentage 二选一必填`)
}

/** The state that orderinfo.sync tells, out of its JSON in a text. */
function statusOf(text: string | undefined): string {
  const parsed = v.safeParse(bizInfo, parseJson(text ?? ''))
  return parsed.success ? parsed.output.status : ''
}

export const TRADE_OPERATIONS: readonly Operation[] = [
  operation('alipay.trade.pay', 'PAY', paySchema, (content, site) => ({
    op: 'PAY',
    ...payTerms(content, site),
    currencies: [content.trans_currency, content.settle_currency].filter(
      (one) => one !== undefined,
    ),
    scene: content.scene ?? 'bar_code',
    authCode: content.auth_code,
  })),
  operation('alipay.trade.precreate', 'PRECREATE', precreateSchema, (content, site) => ({
    op: 'PRECREATE',
    ...terms(content, site),
    wantsShareCode: content.code_type === 'share_code',
    qrExpiresAt:
      content.qr_code_timeout_express === undefined
        ? undefined
        : lasting('qr_code_timeout_express', content.qr_code_timeout_express, site.now),
  })),
  operation('alipay.trade.create', 'CREATE', createSchema, (content, site) => ({
    op: 'CREATE',
    ...terms(content, site),
    buyer: namedBuyer(content),
  })),
  operation('alipay.trade.query', 'QUERY', querySchema, (content, site) => ({
    op: 'QUERY',
    ...key(content, site),
    shows: content.query_options,
  })),
  operation('alipay.trade.cancel', 'CANCEL', tradeSchema, (content, site) => ({
    op: 'CANCEL',
    ...key(content, site),
  })),
  operation('alipay.trade.close', 'CLOSE', closeSchema, (content, site) => ({
    op: 'CLOSE',
    ...key(content, site),
  })),
  operation('alipay.trade.refund', 'REFUND', refundSchema, (content, site) => ({
    op: 'REFUND',
    ...key(content, site),
    amountFen: content.refund_amount,
    outRequestNo: content.out_request_no,
    reason: content.refund_reason,
    currency: content.refund_currency,
    returns: content.refund_royalty_parameters?.map(returnOf),
    shows: content.query_options,
  })),
  operation(
    'alipay.trade.fastpay.refund.query',
    'REFQUERY',
    refundQuerySchema,
    (content, site) => ({
      op: 'REFQUERY',
      ...key(content, site),
      outRequestNo: content.out_request_no,
      shows: content.query_options,
    }),
  ),
  operation('alipay.trade.order.settle', 'SETTLE', settleSchema, (content, site) => ({
    op: 'SETTLE',
    ...key(content, site),
    outRequestNo: content.out_request_no,
    royalties: content.royalty_parameters.map(shareOf),
    isLast: content.extend_params?.royalty_finish === 'true',
  })),
  operation('alipay.trade.orderinfo.sync', 'SYNC', syncSchema, (content, site) => ({
    op: 'SYNC',
    ...key(content, site),
    outRequestNo: content.out_request_no,
    status: statusOf(content.order_biz_info),
  })),
]
