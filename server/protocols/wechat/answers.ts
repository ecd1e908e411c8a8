// What WeChat Pay's v2 answers: outcomes as fields, with what they mean. Envelope and signature are added in
// encode.ts.
import type { Op, Result } from '../../journal/entry.ts'
import type { Failure, Meaning, Reason } from '../../journal/reasons.ts'
import type { Outcome } from '../../trade/decision.ts'
import type { Trade } from '../../trade/trade.ts'
import type { Rejection } from '../protocol.ts'
import type { ServiceOutcome } from '../service.ts'
import { codeFor, isCode, meaningOf, reasonBehind, textOf, UNKNOWN_CODES } from './codes.table.ts'
import { openidOf } from './ids.ts'
import {
  orderFields,
  refundFields,
  refundsFields,
  stateFields,
  type FieldPairs,
  tradeStateOf,
} from './fields.ts'
import { isInTransport } from './rejections.ts'
import type { WechatContext } from './reply-context.ts'

export interface Answer {
  meaning: Meaning
  reason?: Reason
  /** With its text; absent for a success. */
  error?: { code: string; text: string }
  /** Said in `return_msg` alone, unsigned. */
  isInTransport?: boolean
  fields?: FieldPairs
  result?: Partial<Result>
}

type Any = Outcome | ServiceOutcome | Rejection

export function answerOf(answer: Any, op: Op | undefined, context: WechatContext): Answer {
  if (!('kind' in answer)) {
    const { reason, subCode: code, subMsg: text } = answer
    const meaning = isInTransport(code) ? 'rejected' : meaningOf(code)
    return { meaning, reason, error: { code, text }, isInTransport: isInTransport(code) }
  }
  const appid = context.merchant?.appid ?? ''
  switch (answer.kind) {
    case 'paid':
      return ok(orderFields(answer.trade, answer.buyer, appid), { tradeNo: answer.trade.tradeNo })
    case 'waiting':
      return failed('USERPAYING')
    case 'state':
      return ok(stateFields(answer, appid), {
        // WeChat's own word, for people: the engine's stands beside it.
        subCode: tradeStateOf(answer.shown, answer.trade),
        tradeStatus: answer.shown,
        tradeNo: answer.trade.tradeNo,
        ...(answer.shown === 'TRADE_CLOSED' && { action: answer.trade.cancelled }),
      })
    case 'cancelled': {
      const { action, retryFlag, tradeNo } = answer
      return ok({ recall: retryFlag }, { retryFlag, action, tradeNo })
    }
    case 'refunded':
      return ok(refundFields(answer.trade, answer.refund), { tradeNo: answer.trade.tradeNo })
    case 'refund-state':
      return refundState(answer, context.refundId)
    case 'refused':
      return refusal(answer.refusal, op)
    case 'failed':
      return refusal(answer.reason, op)
    case 'documented':
      return documented(answer, op)
    case 'unknown':
      return { ...failed(UNKNOWN_CODES[answer.reason], answer.reason), ...again(op, 'Y') }
    case 'closed':
      return ok(numbers(answer.trade))
    default:
      return serviceAnswer(answer, appid)
  }
}

function serviceAnswer(answer: Any & { kind: string }, appid: string): Answer {
  switch (answer.kind) {
    case 'code-owner':
      return ok({ openid: 'buyerId' in answer ? openidOf(appid, answer.buyerId) : undefined })
    case 'sandbox-key':
      return ok({})
    case 'declined': {
      const { reason, note } = answer as Extract<ServiceOutcome, { kind: 'declined' }>
      if (reason === 'CodeOfNobody') return failed('AUTH_CODE_INVALID', 'AuthCodeInvalid')
      if (reason === 'TooManyCalls' || reason === 'TooManyCallsOfMethod') {
        return failed('FREQUENCY_LIMITED', reason)
      }
      const text = note ?? textOf('PARAM_ERROR')
      const error = { code: 'PARAM_ERROR', text }
      return { meaning: 'rejected', reason: 'InvalidParameter', error }
    }
    default:
      // Of products that WeChat has not got; only a fault could make it up.
      return failed('SYSTEMERROR', 'SystemError')
  }
}

const ok = (fields: FieldPairs, result?: Partial<Result>): Answer => ({
  meaning: 'ok',
  fields,
  result,
})

function failed(code: string, reason?: Reason): Answer {
  return { meaning: meaningOf(code, reason), reason, error: { code, text: textOf(code) } }
}

function refusal(reason: Failure, op: Op | undefined): Answer {
  const error = codeFor(reason, op)
  return { meaning: meaningOf(error.code, reason), reason, error, ...again(op, 'N') }
}

/** An error by the name that somebody gave it: a code of WeChat's, or of another family by what it means. */
function documented(
  { name, reason }: Extract<Outcome, { kind: 'documented' }>,
  op: Op | undefined,
): Answer {
  if (!isCode(name))
    return reason ? refusal(reason, op) : { ...failed('TRADE_ERROR'), ...again(op, 'N') }
  const flag = meaningOf(name) === 'unknown' ? 'Y' : 'N'
  return { ...failed(name, reasonBehind(name)), ...again(op, flag) }
}

/** A failed reverse says, too, whether it is to be called again (003:L41-42). */
function again(op: Op | undefined, retryFlag: 'Y' | 'N'): Pick<Answer, 'fields' | 'result'> {
  return op === 'CANCEL' ? { fields: { recall: retryFlag }, result: { retryFlag } } : {}
}

const numbers = ({ outTradeNo, tradeNo }: Trade) => ({
  transaction_id: tradeNo,
  out_trade_no: outTradeNo,
})

function refundState(
  { trade, refund, bank, all }: Extract<Outcome, { kind: 'refund-state' }>,
  refundId: string | undefined,
): Answer {
  const found = refund ? [{ refund, bank }] : (all ?? [])
  const fields = refundsFields(trade, found, refundId)
  if (!fields) return failed('REFUNDNOTEXIST')
  return ok(fields, { refundFen: refund?.amountFen })
}
