// WeChat's replies in the words in which the shop thinks (those of openapi), so that one judgement serves both
// wallets. Only translates; what is a failure and what is unknown is decided elsewhere.
import type { Reply } from '../ports.ts'

export type WechatCall = 'micropay' | 'orderquery' | 'reverse' | 'refund' | 'refundquery'

type Fields = Readonly<Record<string, string>>

const OF_ANY_CALL: Readonly<Record<string, readonly [code: string, subCode: string]>> = {
  USERPAYING: ['10003', ''],
  SYSTEMERROR: ['20000', 'ACQ.SYSTEM_ERROR'],
  BANKERROR: ['40004', 'ACQ.SYSTEM_ERROR'],
  ORDERPAID: ['40004', 'ACQ.TRADE_HAS_SUCCESS'],
  OUT_TRADE_NO_USED: ['40004', 'ACQ.CONTEXT_INCONSISTENT'],
  ORDERCLOSED: ['40004', 'ACQ.TRADE_HAS_CLOSE'],
  ORDERREVERSED: ['40004', 'ACQ.TRADE_HAS_CLOSE'],
  ORDERNOTEXIST: ['40004', 'ACQ.TRADE_NOT_EXIST'],
  PARAM_ERROR: ['40004', 'ACQ.INVALID_PARAMETER'],
  LACK_PARAMS: ['40004', 'ACQ.INVALID_PARAMETER'],
  REVERSE_EXPIRE: ['40004', 'ACQ.TRADE_CANCEL_TIME_OUT'],
  TRADE_OVERDUE: ['40004', 'ACQ.TRADE_HAS_FINISHED'],
  FREQUENCY_LIMITED: ['40005', 'isv.app-call-limited'],
}

const OF_ONE_CALL: Partial<Record<WechatCall, typeof OF_ANY_CALL>> = {
  // Of the shop's account; at a micropay it is the buyer's.
  refund: { NOTENOUGH: ['40004', 'ACQ.SELLER_BALANCE_NOT_ENOUGH'] },
  // The order is known, and no such refund of it.
  refundquery: { REFUNDNOTEXIST: ['10000', ''] },
}

/** REFUND says that something went back, not that all did: it was paid. */
const STATES: Readonly<Record<string, string>> = {
  SUCCESS: 'TRADE_SUCCESS',
  REFUND: 'TRADE_SUCCESS',
  NOTPAY: 'WAIT_BUYER_PAY',
  USERPAYING: 'WAIT_BUYER_PAY',
  ACCEPT: 'WAIT_BUYER_PAY',
  CLOSED: 'TRADE_CLOSED',
  PAYERROR: 'TRADE_CLOSED',
  // Never CLOSED (003:L43-47), and whether money came and went it does not say.
  REVOKED: 'REVOKED',
}

/** A reply that was verified. */
export function replyInWords(call: WechatCall, fields: Fields): Reply {
  const { result_code: result, err_code: why = '' } = fields
  if (result !== 'SUCCESS') {
    const [code, subCode] = OF_ONE_CALL[call]?.[why] ?? OF_ANY_CALL[why] ?? ['40004', `WX.${why}`]
    return { kind: 'answered', code, subCode, fields: flagOf(fields) }
  }
  const words = call === 'refundquery' ? refundIn(fields) : wordsOf(call, fields)
  if (words === undefined) return { kind: 'unknown', why: `${call}: not done yet` }
  const { transaction_id: tradeNo } = fields
  const named = { ...words, ...(tradeNo !== undefined && { trade_no: tradeNo }) }
  return { kind: 'answered', code: '10000', subCode: '', fields: named }
}

const flagOf = ({ recall }: Fields): Record<string, string> =>
  recall === undefined ? {} : { retry_flag: recall }

function wordsOf(call: WechatCall, fields: Fields): Record<string, string> {
  const { time_end: paidAt = '', trade_state: state = '' } = fields
  const paid: Record<string, string> = paidAt === '' ? {} : { gmt_payment: timeOf(paidAt) }
  switch (call) {
    case 'orderquery':
      return { ...paid, trade_status: STATES[state] ?? state }
    case 'reverse':
      // It closed the order or sent its money back; which of the two is not said.
      return { ...flagOf(fields), action: 'unsaid' }
    default:
      return paid
  }
}

/** Refunds are numbered from 0 on; `undefined` while one is still being made. */
function refundIn(fields: Fields): Record<string, string> | undefined {
  switch (fields['refund_status_0']) {
    case 'SUCCESS':
      return { refund_status: 'REFUND_SUCCESS', out_request_no: fields['out_refund_no_0'] ?? '' }
    case 'PROCESSING':
      return undefined
    default:
      return {}
  }
}

/** 20260105123045 → 2026-01-05 12:30:45 */
function timeOf(digits: string): string {
  const [, date = '', time = ''] = /^(\d{8})(\d{6})$/.exec(digits) ?? []
  const day = date.replace(/^(....)(..)(..)$/, '$1-$2-$3')
  return `${day} ${time.replace(/^(..)(..)(..)$/, '$1:$2:$3')}`
}
