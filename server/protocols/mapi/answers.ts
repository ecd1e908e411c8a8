// What the old gateway answers: what each outcome means, its code, and the members that go with it. How it is written is
// in encode.ts.
import type { Result } from '../../journal/entry.ts'
import type { Meaning, Reason } from '../../journal/reasons.ts'
import type { Outcome } from '../../trade/decision.ts'
import type { Moment, Rejection } from '../protocol.ts'
import type { ServiceOutcome } from '../service.ts'
import { codeFor, isCode, meaningOf, reasonBehind, textOf, UNKNOWN_CODES } from './codes.table.ts'
import type { MapiContext } from './context.ts'
import { keysOf } from './credentials.ts'
import { antiPhishingKeyOf } from './numbers.ts'
import type { Pair } from './signature.ts'
import { tradeMembers } from './trade-fields.ts'

export interface Answer {
  meaning: Meaning
  reason?: Reason
  /** Absent for what was taken. */
  error?: { code: string; text: string }
  /** Where a browser is sent. */
  location?: string
  /** The one word of notify_verify. */
  word?: string
  answer?: { element: string; members: readonly Pair[] }
  result?: Partial<Result>
}

export function answerOf(
  answer: Outcome | ServiceOutcome | Rejection,
  context: MapiContext,
  { now }: Moment,
): Answer {
  if (!('kind' in answer)) {
    const { reason, subCode: code, subMsg: text } = answer
    return { meaning: meaningOf(code, reason), reason, error: { code, text } }
  }
  switch (answer.kind) {
    case 'cashier': {
      const { appId, qrCode } = answer.order
      return ok({ location: `/cashier/${appId}/${qrCode.slice(qrCode.lastIndexOf('/') + 1)}` })
    }
    case 'batch': {
      const { appId, code } = answer.batch
      // Taken, and what becomes of its items is told later.
      return { meaning: 'pending', location: `/cashier/${appId}/refund/${code}` }
    }
    case 'closed':
      return ok({ result: { tradeNo: answer.trade.tradeNo, tradeStatus: answer.trade.status } })
    case 'state': {
      const { trade, shown } = answer
      const sellerEmail = context.app?.sellerEmail ?? ''
      const members = tradeMembers({ ...answer, sellerEmail })
      return ok({
        answer: { element: 'trade', members },
        result: { tradeNo: trade.tradeNo, tradeStatus: shown, refundFen: trade.refundedFen },
      })
    }
    case 'timestamp': {
      const keys = context.app && keysOf(context.app)
      const key = keys === undefined ? '' : antiPhishingKeyOf(keys, now)
      return ok({ answer: { element: 'timestamp', members: [['encrypt_key', key]] } })
    }
    case 'verified':
      return ok({ word: String(answer.isGenuine) })
    case 'refused':
      return failed(codeFor(answer.refusal, context.topic), answer.refusal)
    case 'failed':
      return failed(codeFor(answer.reason, context.topic), answer.reason)
    case 'unknown':
      return failed(UNKNOWN_CODES[answer.reason], answer.reason)
    case 'documented': {
      const { name, reason } = answer
      if (isCode(name)) return failed(name, reasonBehind(name))
      return failed(reason ? codeFor(reason, context.topic) : 'ILLEGAL_ARGUMENT', reason)
    }
    case 'declined': {
      const { reason } = answer
      // It has no code of its own for too many calls.
      if (reason === 'TooManyCalls' || reason === 'TooManyCallsOfMethod') {
        return { ...failed('SYSTEM_ERROR', reason), meaning: 'rejected' }
      }
      return failed('ILLEGAL_ARGUMENT', 'InvalidParameter')
    }
    default:
      // Of products that this gateway has not got; only a fault could make it up.
      return failed('SYSTEM_ERROR', 'SystemError')
  }
}

const ok = (more: Omit<Answer, 'meaning'>): Answer => ({ meaning: 'ok', ...more })

const failed = (code: string, reason?: Reason): Answer => ({
  meaning: meaningOf(code, reason),
  reason,
  error: { code, text: textOf(code) },
})
