// What a reply of openapi means, by its codes: the same in v2 and v3, and the only place that knows.
// The meanings are those of the integration guide (000:L4-34).
import type { Result } from '../../journal/entry.ts'
import type { Meaning, Reason, Unknown } from '../../journal/reasons.ts'
import { SUB_CODES } from './codes.table.ts'

/** The gateway took the call for no call at all: without anything, wrong, too often, not allowed. */
const REJECTED = new Set(['40001', '40002', '40005', '40006'])
const ASK_QUERY = new Set<Reason>(['TradeAlreadyPaid', 'OrderChanged'])

/** Codes that stand for several reasons, and those of the gateway itself; by their last word. */
const REASONS: Readonly<Record<string, Reason>> = {
  ...Object.fromEntries(
    Object.entries(SUB_CODES).map(([reason, subCode]) => [lastWord(subCode), reason as Reason]),
  ),
  INVALID_PARAMETER: 'InvalidParameter',
  'invalid-parameter': 'InvalidParameter',
  TRADE_STATUS_ERROR: 'TradeNotPaid',
  REASON_TRADE_REFUND_FEE_ERR: 'RefundExceedsPaid',
  REFUND_AMT_NOT_EQUAL_TOTAL: 'RefundAmountNotTotal',
  ALLOC_AMOUNT_VALIDATE_ERROR: 'RoyaltyTooHigh',
  'invalid-signature': 'SignatureWrong',
  'missing-signature': 'SignatureMissing',
  'invalid-signature-type': 'SignTypeWrong',
  'missing-signature-type': 'SignTypeWrong',
  'app-call-limited': 'TooManyCalls',
  'method-call-limited': 'TooManyCallsOfMethod',
}

/** `ACQ.TRADE_NOT_EXIST` and `TRADE_NOT_EXIST` are one reason. */
function lastWord(subCode: string): string {
  return subCode.split('.').at(-1) ?? ''
}

export function meaningOf(
  code: string,
  subCode: string | undefined,
): { meaning: Meaning; reason?: Reason } {
  const word = lastWord(subCode ?? '')
  const unknown = unknownOf(code, word)
  if (unknown) return { meaning: 'unknown', reason: unknown }
  if (code === '10003') return { meaning: 'pending' }
  if (code === '10000') return { meaning: 'ok' }
  const reason = Object.hasOwn(REASONS, word) ? REASONS[word] : undefined
  return { meaning: refusalOf(code, reason), ...(reason && { reason }) }
}

/**
 * 20000 says so plainly; SYSTEM_ERROR says it too, and so does either under another code (000:L15).
 * Only the plain form is `ResultUnknown`.
 */
function unknownOf(code: string, word: string): Unknown | undefined {
  const isSystemError = word.endsWith('SYSTEM_ERROR')
  if (code === '20000') return isSystemError ? 'SystemError' : 'ResultUnknown'
  return isSystemError || word === 'unknow-error' ? 'SystemError' : undefined
}

function refusalOf(code: string, reason: Reason | undefined): Meaning {
  if (REJECTED.has(code)) return 'rejected'
  if (reason === 'TradeNotFound') return 'not-found'
  return reason && ASK_QUERY.has(reason) ? 'ask-query' : 'refused'
}

/** The result of a reply that a client can read. */
export function resultOf(
  { code, subCode, subMsg }: { code: string; subCode?: string; subMsg?: string },
  more?: Partial<Result>,
): Result {
  const codes = subCode === undefined ? {} : { subCode, subMsg }
  return { readable: true, ...meaningOf(code, subCode), code, ...codes, ...more }
}
