// The part of a mapping file that is about an acquirer: which of its own endpoints does what the till asks.
import * as v from 'valibot'
import { REFUND_STATES, STATES } from '../acquirer/contract.ts'
import { call, mapTo, path } from './parts.ts'

const payment = v.strictObject({
  ...call,
  /** Where the reply says how the payment stands, and what its words mean. */
  state: v.optional(path),
  map: v.optional(mapTo(STATES)),
  payment_request_id: v.optional(path),
})

export const till = v.strictObject({
  pay: v.optional(payment),
  payment: v.optional(payment),
  cancel: v.optional(payment),
  advice: v.optional(v.strictObject(call)),
  refund: v.optional(v.strictObject({ ...call, state: path, map: mapTo(REFUND_STATES) })),
  queue: v.optional(
    v.strictObject({
      ...call,
      /** One part of the reply for each payment that waits. */
      each: path,
      payment_id: path,
    }),
  ),
})

export type TillActions = v.InferOutput<typeof till>

const OF_A_PAYMENT = ['payment_id', 'amount', 'value', 'currency', 'description']

/** What each action may write between braces; `value` counts the smallest unit, `amount` yuan. */
export const TILL_HOLES: Readonly<Record<keyof TillActions, readonly string[]>> = {
  pay: [...OF_A_PAYMENT, 'auth_code'],
  payment: OF_A_PAYMENT,
  cancel: OF_A_PAYMENT,
  advice: [...OF_A_PAYMENT, 'advice_id'],
  refund: [...OF_A_PAYMENT, 'refund_id'],
  queue: [],
}
