// From a verified response body to a reply value.
import type { Reply } from './ports.ts'

/**
 * `member` is the object under `xxx_response`, `asked` what was sent. An answer about another trade
 * leaves ours open.
 */
export function replyFrom(member: unknown, sent: Record<string, unknown>): Reply {
  if (typeof member !== 'object' || member === null)
    return { kind: 'unknown', why: 'no reply object' }
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(member))
    if (typeof value === 'string') fields[name] = value
  const { code, sub_code: subCode = '' } = fields
  if (code === undefined) return { kind: 'unknown', why: 'no code in the reply' }
  for (const name of ['out_trade_no', 'trade_no']) {
    const about = fields[name]
    if (sent[name] !== undefined && about !== undefined && about !== sent[name])
      return { kind: 'unknown', why: `the reply is about ${about}` }
  }
  return { kind: 'answered', code, subCode, fields }
}
