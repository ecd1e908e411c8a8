// What a result of AMS means, by its status and code: the only place that knows.
import type { Result } from '../../journal/entry.ts'
import type { Meaning } from '../../journal/reasons.ts'
import { reasonOf, statusOf, textOf } from './codes.table.ts'

/** The gateway did not take the call at all. */
const REJECTED = new Set([
  'PARAM_ILLEGAL',
  'INVALID_SIGNATURE',
  'KEY_NOT_FOUND',
  'ACCESS_DENIED',
  'INVALID_API',
  'NO_INTERFACE_DEF',
  'METHOD_NOT_SUPPORTED',
  'MEDIA_TYPE_NOT_ACCEPTABLE',
  'UNKNOWN_CLIENT',
  'INVALID_CLIENT',
  'INVALID_CLIENT_STATUS',
  'CLIENT_FORBIDDEN_ACCESS_API',
  'OAUTH_FAILED',
])
const IN_PROCESS = new Set(['PAYMENT_IN_PROCESS', 'REFUND_IN_PROCESS'])
const NOT_FOUND = new Set(['ORDER_NOT_EXIST', 'REFUND_NOT_EXIST'])

function meaningOf(code: string): Meaning {
  const status = statusOf(code)
  if (status === 'S') return 'ok'
  if (status === 'U') return IN_PROCESS.has(code) ? 'pending' : 'unknown'
  if (REJECTED.has(code)) return 'rejected'
  if (NOT_FOUND.has(code)) return 'not-found'
  return code === 'REPEAT_REQ_INCONSISTENT' ? 'ask-query' : 'refused'
}

/** What the journal says of a reply with this code. */
export function resultOf(
  code: string,
  { reason = reasonOf(code), text = textOf(code), ...more }: ResultParts = {},
): Result {
  const meaning = meaningOf(code)
  return {
    readable: true,
    meaning,
    ...(meaning !== 'ok' && meaning !== 'pending' && reason && { reason }),
    code: statusOf(code),
    subCode: code,
    subMsg: text,
    ...more,
  }
}

interface ResultParts extends Partial<Result> {
  text?: string
}
