// Refusals before any operation. WeChat signs none of those that come before it knows whom it talks to and
// that the message is theirs: they are `return_code` FAIL and a text, and nothing else.
import type { Reason } from '../../journal/reasons.ts'
import type { Rejection } from '../protocol.ts'
import { CODES, textOf } from './codes.table.ts'

/** Refused in transport: unsigned, without fields. */
const IN_TRANSPORT = new Set(
  Object.entries(CODES).flatMap(([code, { meaning }]) => (meaning === 'rejected' ? [code] : [])),
)
IN_TRANSPORT.delete('FREQUENCY_LIMITED')

/** As a merchant reads it in `return_msg`. */
const IN_WORDS: Readonly<Record<string, string>> = {
  NO_SUCH_API: '没有这个接口',
  NO_MCH_ID: 'mch_id：必填，未传',
}

export const isInTransport = (code: string): boolean => IN_TRANSPORT.has(code) || code in IN_WORDS

export function rejection(code: string, about?: string, reason?: Reason): Rejection {
  const text = IN_WORDS[code] ?? textOf(code)
  const subMsg = about === undefined ? text : `${text}：${about}`
  return { reason, code: 'FAIL', subCode: code, subMsg }
}
