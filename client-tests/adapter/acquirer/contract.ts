// What an acquirer answers the suite's till, as schemas: the till reads replies with them, the published OpenAPI
// document is written from them, and the check names what does not fit them.
import * as v from 'valibot'
import { message } from '../messages.ts'

const text = v.string(message('must be text', '必须是文本'))
const id = v.pipe(text, v.nonEmpty(message('must not be empty', '不能为空')))

const WHOLE = message(
  'must be a whole number of the smallest unit, as text, such as "599"',
  '必须是以最小货币单位计的整数文本，例如 "599"',
)

const amount = v.object({
  currency: v.pipe(
    text,
    v.regex(
      /^[A-Z]{3}$/,
      message('must be three capital letters, such as "CNY"', '必须是三个大写字母，例如 "CNY"'),
    ),
  ),
  value: v.pipe(v.string(WHOLE), v.regex(/^\d{1,11}$/, WHOLE)),
})

/**
 * `CANCELLING`: the acquirer will end it, whatever happens; for the shop the sale is off. `REFUNDED`: all of
 * it went back.
 */
export const STATES = [
  'PENDING',
  'APPROVED',
  'DECLINED',
  'CANCELLING',
  'CANCELLED',
  'REFUNDED',
] as const
export type PaymentState = (typeof STATES)[number]

const oneOf = <const T extends readonly string[]>(values: T) =>
  v.picklist(
    values,
    message(`must be one of ${values.join(', ')}`, `必须是以下之一：${values.join('、')}`),
  )

export const payment = v.looseObject({
  state: oneOf(STATES),
  /** Under which number Alipay knows it. */
  payment_request_id: v.nullish(text),
})

export const REFUND_STATES = ['PENDING', 'REFUNDED', 'FAILED'] as const
export const refund = v.looseObject({ state: oneOf(REFUND_STATES) })

export const advised = v.looseObject({})
export const refused = v.looseObject({ reason: text })

export const queue = v.array(
  v.looseObject({ payment_id: id, op: oneOf(['CANCEL', 'REFUND']) }),
  message('must be a list', '必须是列表'),
)

export const paymentRequest = v.object({
  payment_id: id,
  amount,
  auth_code: text,
  description: text,
})
export const refundRequest = v.object({ refund_id: id, amount })
export const adviceRequest = v.object({ advice_id: id, payment_id: id })
