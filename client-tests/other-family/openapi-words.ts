// The toy's replies and notifications in the words that the exemplary merchant knows, so that its judgement
// is tried at another gateway and only its wire is new.
import type { Reply } from '../merchants/exemplary/ports.ts'
import { RESULT_WORDS } from './toy-replies.ts'
import { STATE_WORDS } from './toy-wire.ts'

type Body = Readonly<Record<string, unknown>>

const CODES: Readonly<Record<string, readonly [code: string, subCode: string]>> = {
  [RESULT_WORDS.ok]: ['10000', ''],
  [RESULT_WORDS.pending]: ['10003', ''],
  [RESULT_WORDS['not-found']]: ['40004', 'ACQ.TRADE_NOT_EXIST'],
  [RESULT_WORDS['ask-query']]: ['40004', 'ACQ.TRADE_HAS_SUCCESS'],
  [RESULT_WORDS.refused]: ['40004', 'ACQ.PAYMENT_FAIL'],
  [RESULT_WORDS.rejected]: ['40006', 'isv.not-taken'],
  [RESULT_WORDS.unknown]: ['20000', 'ACQ.SYSTEM_ERROR'],
}

const STATES = new Map(Object.entries(STATE_WORDS).map(([ours, theirs]) => [theirs, ours]))
const stateOf = (word: unknown) => STATES.get(String(word)) ?? String(word)

const yuanOf = (minor: unknown) => (Number(minor) / 100).toFixed(2)

/** A verified reply; one about another order says nothing of ours. */
export function replyOf(body: Body, ref: string): Reply {
  const [code, subCode] = CODES[String(body['result'])] ?? ['20000', 'ACQ.SYSTEM_ERROR']
  if (body['ref'] !== undefined && body['ref'] !== ref) {
    return { kind: 'unknown', why: 'the reply is about another order' }
  }
  const fields = {
    out_trade_no: ref,
    ...('number' in body && { trade_no: String(body['number']) }),
    ...('state' in body && { trade_status: stateOf(body['state']) }),
    ...(body['paid'] === true && { send_pay_date: 'paid' }),
    ...('how' in body && { action: String(body['how']) }),
    ...('again' in body && { retry_flag: body['again'] === true ? 'Y' : 'N' }),
    ...('moved' in body && { fund_change: body['moved'] === true ? 'Y' : 'N' }),
    ...('given_back' in body && { refund_fee: yuanOf(body['given_back']) }),
    ...('back' in body && {
      out_request_no: String(body['back']),
      refund_status: 'REFUND_SUCCESS',
    }),
  }
  return { kind: 'answered', code, subCode, fields }
}

/** A notification as the form that it would be at openapi; without a `sign` where it bears none. */
export function formOf(body: Body, sign: 'genuine' | 'forged' | undefined): Record<string, string> {
  return {
    notify_id: String(body['id']),
    app_id: String(body['shop']),
    out_trade_no: String(body['ref']),
    trade_no: String(body['number']),
    trade_status: stateOf(body['state']),
    total_amount: yuanOf(body['minor']),
    seller_id: String(body['seller']),
    ...('back' in body && {
      out_biz_no: String(body['back']),
      refund_fee: yuanOf(body['given_back']),
    }),
    ...(sign && { sign }),
  }
}
