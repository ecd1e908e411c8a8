// What a merchant may say to the suite, as schemas: the drives read replies with them, the published
// OpenAPI document is written from them, and the adapter check names what does not fit them.
import * as v from 'valibot'
import { message } from './messages.ts'
import { MODELS } from '../scenario/acquirer/scenario.ts'
import type { Op } from '../../server/journal/entry.ts'
import { BELIEF_STATUSES, REFUND_STATUSES } from '../../server/journal/suite-entry.ts'

/** Text in yuan: a JSON number would already have been through somebody's floating point. */
const amount = v.pipe(
  v.string(message('must be text in yuan, such as "8.88"', '必须是以元为单位的文本，例如 "8.88"')),
  v.regex(
    /^\d{1,10}(\.\d{1,2})?$/,
    message(
      'must be yuan with at most two decimals, such as "8.88"',
      '必须以元为单位，最多两位小数，例如 "8.88"',
    ),
  ),
)
const time = v.pipe(
  v.string(message('must be a time as ISO 8601 text', '必须是 ISO 8601 格式的时间文本')),
  v.regex(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d/,
    message(
      'must be ISO 8601, such as "2026-01-31T08:00:00Z"',
      '必须是 ISO 8601 格式，例如 "2026-01-31T08:00:00Z"',
    ),
  ),
)
const text = v.string(message('must be text', '必须是文本'))
const id = v.pipe(text, v.nonEmpty(message('must not be empty', '不能为空')))
const flag = v.boolean(message('must be true or false', '必须是 true 或 false'))
const positive = v.pipe(
  v.number(message('must be a number', '必须是数字')),
  v.minValue(0, message('must not be negative', '不能为负数')),
)

/** Many languages write `null` for what is not there. */
const maybe = <S extends v.GenericSchema>(schema: S) => v.nullish(schema)

function oneOf<const T extends readonly string[]>(values: T) {
  return v.picklist(
    values,
    message(`must be one of ${values.join(', ')}`, `必须是以下之一：${values.join('、')}`),
  )
}

const status = oneOf(BELIEF_STATUSES)

const seller = v.pipe(
  text,
  v.regex(
    /^2088\d{12}$/,
    message('must be a 2088… number of 16 digits', '必须是 2088 开头的 16 位数字'),
  ),
)

const address = v.pipe(
  text,
  v.regex(/^https?:\/\/./, message('must be an http(s) address', '必须是 http(s) 地址')),
)

const OPS = [
  'PAY',
  'PRECREATE',
  'QUERY',
  'CANCEL',
  'REFUND',
  'REFQUERY',
  'CLOSE',
] as const satisfies readonly Op[]

const timeScale = v.pipe(
  v.number(message('must be a number', '必须是数字')),
  v.gtValue(0, message('must be above 0', '必须大于 0')),
  v.maxValue(
    1,
    message(
      'must be at most 1: 0.1 means timers ten times as fast',
      '最大为 1：0.1 表示定时器快十倍',
    ),
  ),
)

/** Strict: a misspelt capability would be taken for one that was left out. */
export const capabilities = v.strictObject({
  families: maybe(
    v.array(
      oneOf(['O', 'A', 'M', 'W']),
      message('must be a list, such as ["O"]', '必须是列表，例如 ["O"]'),
    ),
  ),
  roles: maybe(
    v.array(oneOf(['merchant', 'isv', 'acquirer']), message('must be a list', '必须是列表')),
  ),
  ops: maybe(
    v.array(
      oneOf([...OPS, 'BILLURL', 'BILLGET', 'HEARTBEAT']),
      message('must be a list of operations', '必须是操作名的列表'),
    ),
  ),
  result_channel: maybe(oneOf(['poll', 'notify+poll'])),
  time_scale: maybe(timeScale),
  device: maybe(flag),
  item_campaign: maybe(flag),
  isv: maybe(
    v.strictObject(
      { provider_id: maybe(text), token_url: maybe(address) },
      message('must be {provider_id, token_url}', '必须是 {provider_id, token_url}'),
    ),
  ),
  sellers: maybe(
    v.array(seller, message('must be a list of 2088… numbers', '必须是 2088 开头账号的列表')),
  ),
  /** Only with the role of that name: how shops are connected, and when the two give a payment up. */
  acquirer: maybe(
    v.strictObject(
      {
        model: oneOf(MODELS),
        gateway_timeout_s: positive,
        merchant_timeout_s: positive,
      },
      message(
        'must be {model, gateway_timeout_s, merchant_timeout_s}',
        '必须是 {model, gateway_timeout_s, merchant_timeout_s}',
      ),
    ),
  ),
  client_timeout_ms: maybe(positive),
  cancel_queue_period_s: maybe(positive),
  supports: maybe(
    v.strictObject(
      {
        effects: maybe(flag),
        restart: maybe(flag),
        recon: maybe(flag),
        prompts: maybe(flag),
      },
      message(
        'must be {effects, restart, recon, prompts}',
        '必须是 {effects, restart, recon, prompts}',
      ),
    ),
  ),
})

/** What the shop's own books may hold: money taken, given back, and sent back by a cancel. */
export const EFFECT_TYPES = ['PAID', 'REFUNDED', 'REVERSED'] as const

const attempt = v.looseObject({ out_trade_no: id, status: maybe(text) })
const effect = v.looseObject({ type: oneOf(EFFECT_TYPES), amount, at: maybe(time) })

export const sale = v.looseObject({
  status,
  attempts: maybe(
    v.array(
      attempt,
      message('must be a list of {out_trade_no, status}', '必须是 {out_trade_no, status} 的列表'),
    ),
  ),
  refunded: maybe(amount),
  effects: maybe(
    v.array(
      effect,
      message('must be a list of {type, amount, at}', '必须是 {type, amount, at} 的列表'),
    ),
  ),
  prompt: maybe(oneOf(['NONE', 'WAIT', 'PAID', 'CANCELLED', 'CANCEL_PENDING', 'FAILED'])),
  prompt_text: maybe(text),
  qr_code: maybe(text),
  /** Of a web sale: where the buyer's browser goes to pay. */
  pay_url: maybe(text),
  refundable: maybe(flag),
})

export const refund = v.looseObject({
  status: oneOf(REFUND_STATUSES),
  amount: maybe(amount),
})

/** A batch of refunds, as far as its merchant knows what became of each. */
export const batch = v.looseObject({
  items: v.array(
    v.looseObject({
      refund_id: id,
      status: oneOf(REFUND_STATUSES),
      amount: maybe(amount),
      batch_no: maybe(text),
    }),
    message(
      'must be a list of {refund_id, status, amount, batch_no}',
      '必须是 {refund_id, status, amount, batch_no} 的列表',
    ),
  ),
})

export const started = v.looseObject({ attempt_id: maybe(text) })
export const refused = v.looseObject({ reason: text, field: maybe(text) })
export const nothing = v.looseObject({})

export const manualQuery = v.looseObject({
  status: v.union([status, text], message('must be text', '必须是文本')),
  source: v.literal(
    'gateway',
    message(
      'must be "gateway": the books are not what is asked for',
      '必须是 "gateway"：要查的是网关，不是自己的账',
    ),
  ),
})

const manualItem = v.looseObject({
  sale_id: maybe(text),
  refund_id: maybe(text),
  attempt: id,
  op: oneOf(OPS),
  reason: id,
  at: maybe(time),
})
export const manualItems = v.array(manualItem, message('must be a list', '必须是列表'))

const discrepancy = v.looseObject({
  type: oneOf(['remote_only', 'local_only', 'amount', 'refund_unknown']),
  ref: id,
})
export const reconciliation = v.looseObject({
  rows: positive,
  discrepancies: v.array(
    discrepancy,
    message('must be a list of {type, ref}', '必须是 {type, ref} 的列表'),
  ),
  cancel_refunds: maybe(
    v.array(text, message('must be a list of order numbers', '必须是订单号的列表')),
  ),
})

export const alerts = v.array(
  v.looseObject({ kind: id, at: maybe(time) }),
  message('must be a list', '必须是列表'),
)

export const saleRequest = v.object({
  sale_id: id,
  amount,
  subject: text,
  /** `entry`, at AMS alone: the buyer has scanned the code on the counter, and asks for the order. */
  kind: oneOf(['barcode', 'qr', 'web', 'entry']),
  auth_code: v.optional(text),
  items: v.optional(v.array(v.object({ goods_id: text, price: amount, quantity: positive }))),
  /** Which gateway it is sold at, where that is AMS or the old one; and in which currency `amount` is at AMS. */
  gateway: v.optional(oneOf(['ams', 'mapi'])),
  currency: v.optional(text),
  /** Whose money it is; said only to merchants that declare more than one of `sellers`. */
  seller_id: v.optional(seller),
  /** For whom a service provider of AMS sells: the `authClientId` of the news of a token. */
  merchant_id: v.optional(text),
  store_id: v.optional(text),
  terminal_id: v.optional(text),
  /** At the old gateway: the account (2088…) from which the customer says they will pay. */
  buyer_account: v.optional(text),
  expiry_s: v.optional(positive),
  discount: v.optional(amount),
})
export const payAgainRequest = v.object({ auth_code: v.optional(text) })
export const refundRequest = v.object({ refund_id: id, sale_id: id, amount })
export const batchRequest = v.object({
  batch_id: id,
  items: v.array(refundRequest, message('must be a list', '必须是列表')),
})
export const manualQueryRequest = v.object({ out_trade_no: id })
export const resolveRequest = v.object({
  decision: oneOf(['confirm_and_refund', 'accept', 'close']),
})
export const reconcileRequest = v.object({ date: text })
export const empty = v.object({})
