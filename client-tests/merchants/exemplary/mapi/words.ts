// The words of the old gateway in those in which the shop thinks (openapi's), so that one judgement serves both.
// Only translates; what is a failure and what is unknown is decided elsewhere.
import type { Form } from '../decisions/notification.ts'
import type { Reply } from '../ports.ts'
import type { XmlReply } from './xml.ts'

export type MapiCall = 'single_trade_query' | 'close_trade' | 'refund_fastpay_by_platform_nopwd'

type Words = readonly [code: string, subCode: string]

const FAILURES: Readonly<Record<string, Words>> = {
  TRADE_NOT_EXIST: ['40004', 'ACQ.TRADE_NOT_EXIST'],
  TRADE_STATUS_NOT_AVAILD: ['40004', 'ACQ.TRADE_STATUS_ERROR'],
  ILLEGAL_ARGUMENT: ['40004', 'ACQ.INVALID_PARAMETER'],
  SYSTEM_ERROR: ['20000', 'ACQ.SYSTEM_ERROR'],
}

/** A reply that was verified, or one that nobody signs: a bare T or F. */
export function replyInWords({ isSuccess, error, members }: XmlReply): Reply {
  if (!isSuccess) {
    const [code, subCode] = FAILURES[error] ?? ['40004', `MAPI.${error}`]
    return { kind: 'answered', code, subCode, fields: {} }
  }
  const { trade_status: state, gmt_payment: paidAt, refund_status: refunded } = members
  const fields = {
    ...(state !== undefined && { trade_status: state }),
    ...(paidAt !== undefined && { send_pay_date: paidAt }),
    ...(refunded !== undefined && { refunded }),
  }
  return { kind: 'answered', code: '10000', subCode: '', fields }
}

/**
 * A notification, or the way back: the sum has another name, nobody names an app, and what tells of a refund is
 * `refund_status` (002:L17-19).
 */
export function formInWords(form: Form, appId: string): Form {
  const { total_fee: total = '', refund_status: refunded, ...rest } = form
  return {
    ...rest,
    app_id: appId,
    total_amount: total,
    ...(refunded !== undefined && { refund_fee: form['refund_fee'] ?? '' }),
  }
}
