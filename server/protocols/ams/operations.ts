// Every path of AMS that is simulated: what its body must hold, and the call it asks for.
import * as v from 'valibot'
import type { AskRefund, TradeKey } from '../../trade/decision.ts'
import { amount, flag, moment, optional, required } from './fields.ts'
import { AUTHORISATIONS } from './authorisations.ts'
import { BadRequest, operation, VIA, type CallSite, type Operation } from './operation.ts'
import { pay, supported } from './pay.ts'
import { nthOfRefund } from './numbers.ts'

const named = v.looseObject({
  paymentId: optional(64),
  paymentRequestId: optional(64),
  merchantAccountId: optional(64),
})

/** The gateway's number wins where both are sent. */
function keyOf(body: v.InferOutput<typeof named>, { pid }: CallSite): TradeKey {
  const { paymentId, paymentRequestId } = body
  if (!paymentId && !paymentRequestId) {
    throw new BadRequest('paymentId: required, or paymentRequestId')
  }
  return { pid, tradeNo: paymentId, outTradeNo: paymentRequestId, via: VIA }
}

const refundSchema = v.looseObject({
  refundRequestId: required(64),
  paymentId: required(64),
  refundAmount: amount,
  refundReason: optional(256),
  referenceRefundId: optional(64),
  refundNotifyUrl: optional(1_024),
  isAsyncRefund: v.optional(flag),
  refundRequestTime: v.optional(moment),
})

function refundOf(body: v.InferOutput<typeof refundSchema>, { pid, options }: CallSite): AskRefund {
  const { refundAmount, isAsyncRefund } = body
  return {
    op: 'REFUND',
    pid,
    via: VIA,
    tradeNo: body.paymentId,
    outRequestNo: body.refundRequestId,
    amountFen: refundAmount.value,
    currency: supported('refundAmount.currency', refundAmount.currency),
    reason: body.refundReason,
    notifyUrl: body.refundNotifyUrl,
    ...(isAsyncRefund && { takesMs: options.amsAsyncRefundMs }),
  }
}

const inquireRefund = v.looseObject({ refundId: optional(64), refundRequestId: optional(64) })

const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...AUTHORISATIONS,
  'payments/pay': pay,
  'payments/inquiryPayment': operation('QUERY', named, (body, site) => ({
    op: 'QUERY',
    ...keyOf(body, site),
  })),
  'payments/cancel': operation('CANCEL', named, (body, site) => ({
    op: 'CANCEL',
    ...keyOf(body, site),
  })),
  'payments/refund': operation('REFUND', refundSchema, refundOf),
  'payments/inquiryRefund': operation('REFQUERY', inquireRefund, (body, { pid }) => {
    const { refundId, refundRequestId } = body
    if (refundId) {
      return { op: 'REFQUERY', pid, via: VIA, outRequestNo: '', ...nthOfRefund(refundId) }
    }
    if (refundRequestId) return { op: 'REFQUERY', pid, via: VIA, outRequestNo: refundRequestId }
    throw new BadRequest('refundId: required, or refundRequestId')
  }),
}

export const operationAt = (endpoint: string | undefined): Operation | undefined =>
  endpoint !== undefined && Object.hasOwn(OPERATIONS, endpoint) ? OPERATIONS[endpoint] : undefined
