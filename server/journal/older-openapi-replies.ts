// Replies of schema 1 said their codes and not what they meant, and they were openapi's only. The list is
// closed: it holds the reasons that rules ask for; of new replies meaning.ts of openapi says the same.
import type { Result } from './entry.ts'
import type { Meaning, Reason } from './reasons.ts'

const REASONS: Readonly<Record<string, Reason>> = {
  TRADE_NOT_EXIST: 'TradeNotFound',
  TRADE_HAS_SUCCESS: 'TradeAlreadyPaid',
  CONTEXT_INCONSISTENT: 'OrderChanged',
  TRADE_CANCEL_TIME_OUT: 'CancelTooLate',
  TRADE_HAS_FINISHED: 'TradeFinished',
  TRADE_NOT_ALLOW_REFUND: 'RefundNotAllowed',
  SELLER_BALANCE_NOT_ENOUGH: 'SellerBalanceTooLow',
  PAYMENT_REQUEST_HAS_RISK: 'PaymentTooRisky',
  INVALID_PARAMETER: 'InvalidParameter',
  'invalid-parameter': 'InvalidParameter',
  'invalid-signature': 'SignatureWrong',
  'missing-signature': 'SignatureMissing',
  'invalid-signature-type': 'SignTypeWrong',
  'missing-signature-type': 'SignTypeWrong',
}

/** By the code alone; 200 and 403 are those of a bill's file. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  '10000': 'ok',
  '10003': 'pending',
  '20000': 'unknown',
  '40001': 'rejected',
  '40002': 'rejected',
  '40005': 'rejected',
  '40006': 'rejected',
  '200': 'ok',
}

const BY_REASON: Partial<Record<Reason, Meaning>> = {
  TradeNotFound: 'not-found',
  TradeAlreadyPaid: 'ask-query',
  OrderChanged: 'ask-query',
}

/** The result as this version would have written it. */
export function withMeaning(result: Result): Result {
  const { code, subCode } = result
  if (code === undefined) return result
  const word = subCode?.split('.').at(-1) ?? ''
  const isSystemError = word.endsWith('SYSTEM_ERROR')
  if (code === '20000' && !isSystemError) {
    return { ...result, meaning: 'unknown', reason: 'ResultUnknown' }
  }
  if (isSystemError || word === 'unknow-error') {
    return { ...result, meaning: 'unknown', reason: 'SystemError' }
  }
  const reason = code === '403' ? 'LinkNotValid' : REASONS[word]
  const meaning = MEANINGS[code] ?? (reason && BY_REASON[reason]) ?? 'refused'
  return { ...result, meaning, ...(reason && { reason }) }
}
