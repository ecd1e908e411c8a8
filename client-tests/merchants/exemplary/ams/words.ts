// The words of AMS in those in which the shop thinks (openapi's), so that one judgement serves both gateways.
// Only translates; what is a failure and what is unknown is decided elsewhere.
import type { Reply } from '../ports.ts'
import { yuan } from '../yuan.ts'
import { inside, textIn, type Members } from './json.ts'

export type AmsCall = 'pay' | 'invite' | 'inquiryPayment' | 'cancel' | 'refund' | 'inquiryRefund'

type Words = readonly [code: string, subCode: string]

const FAILURES: Readonly<Record<string, Words>> = {
  ORDER_NOT_EXIST: ['40004', 'ACQ.TRADE_NOT_EXIST'],
  PARAM_ILLEGAL: ['40004', 'ACQ.INVALID_PARAMETER'],
  REPEAT_REQ_INCONSISTENT: ['40004', 'ACQ.CONTEXT_INCONSISTENT'],
  CANCEL_WINDOW_EXCEED: ['40004', 'ACQ.TRADE_CANCEL_TIME_OUT'],
  REFUND_WINDOW_EXCEED: ['40004', 'ACQ.TRADE_HAS_FINISHED'],
}

const UNKNOWN: Words = ['20000', 'ACQ.SYSTEM_ERROR']

/** 001:L46-50. A cancelled payment may have been paid before: that is not said. */
const STATES: Readonly<Record<string, string>> = {
  SUCCESS: 'TRADE_SUCCESS',
  PROCESSING: 'WAIT_BUYER_PAY',
  FAIL: 'TRADE_CLOSED',
  CANCELLED: 'REVOKED',
}

/** A reply that was verified. */
export function replyInWords(call: AmsCall, members: Members): Reply {
  const result = inside(members, 'result')
  const code = textIn(result, 'resultCode')
  switch (textIn(result, 'resultStatus')) {
    case 'S':
      return done(call, members)
    case 'U':
      return answered(call === 'pay' && code === 'PAYMENT_IN_PROCESS' ? ['10003', ''] : UNKNOWN)
    case 'F':
      // The payment is known, and no such refund of it.
      if (call === 'inquiryRefund' && code === 'REFUND_NOT_EXIST') return answered(['10000', ''])
      return answered(FAILURES[code] ?? ['40004', `AMS.${code}`])
    default:
      return { kind: 'unknown', why: 'the reply has no result of AMS' }
  }
}

function answered([code, subCode]: Words, fields: Record<string, string> = {}): Reply {
  return { kind: 'answered', code, subCode, fields }
}

function done(call: AmsCall, members: Members): Reply {
  const ok = (fields: Record<string, string>) => answered(['10000', ''], fields)
  switch (call) {
    case 'pay':
      return ok(paidAtIn(members))
    case 'invite':
      return ok({ qr_code: codeIn(members) })
    case 'inquiryPayment': {
      const status = textIn(members, 'paymentStatus')
      return ok({ ...paidAtIn(members), trade_status: STATES[status] ?? status })
    }
    case 'cancel':
      // It closed the order or sent its money back; which of the two is not said.
      return ok({ action: 'unsaid' })
    case 'refund':
      return ok({ fund_change: 'Y' })
    case 'inquiryRefund': {
      const isDone = textIn(members, 'refundStatus') === 'SUCCESS'
      if (!isDone) return { kind: 'unknown', why: 'the refund is not done yet' }
      return ok({ refund_status: 'REFUND_SUCCESS' })
    }
  }
}

/** What the buyer's wallet opens: of an order code its text, of an entry code a link. */
function codeIn(members: Members): string {
  const { codeDetails } = inside(members, 'orderCodeForm')
  const [first] = Array.isArray(codeDetails) ? (codeDetails as Members[]) : []
  return first
    ? textIn(first, 'codeValue')
    : textIn(inside(members, 'redirectActionForm'), 'redirectUrl')
}

function paidAtIn(members: Members): Record<string, string> {
  const paidAt = textIn(members, 'paymentTime')
  return paidAt === '' ? {} : { gmt_payment: timeOf(paidAt) }
}

/** 2026-01-05T10:00:00+08:00 → 2026-01-05 10:00:00, as AMS writes China's time. */
export const timeOf = (iso: string): string => iso.slice(0, 19).replace('T', ' ')

/** A sum in hundredths as the shop reads sums; empty for what is none. */
export function sumOf(amount: Members): string {
  const value = textIn(amount, 'value')
  return /^\d{1,12}$/.test(value) ? yuan(Number(value)) : ''
}

/** How a notification is answered (001:L111). */
export function acknowledgement(accepted: boolean): string {
  const result = accepted
    ? { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' }
    : { resultCode: 'PROCESS_FAIL', resultStatus: 'F', resultMessage: 'not accepted' }
  return JSON.stringify({ result })
}
