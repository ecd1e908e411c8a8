// From a verified response body to a reply value; decides what counts as an unknown outcome.
import type { Reply } from './ports.ts'

/**
 * `member` is the object under `xxx_response`. Code 20000 and every SYSTEM_ERROR, even the
 * misspelt AQC one, leave the outcome open (000:L15-16); so does an answer about another trade.
 */
export function replyFrom(member: unknown, outTradeNo: unknown): Reply {
  if (typeof member !== 'object' || member === null)
    return { kind: 'unknown', why: 'no reply object' }
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(member))
    if (typeof value === 'string') fields[name] = value
  const { code, sub_code: subCode = '' } = fields
  if (code === undefined) return { kind: 'unknown', why: 'no code in the reply' }
  if (code === '20000' || subCode.endsWith('SYSTEM_ERROR') || subCode.endsWith('unknow-error'))
    return { kind: 'unknown', why: `${code} ${subCode}` }
  const about = fields['out_trade_no']
  if (about !== undefined && about !== outTradeNo)
    return { kind: 'unknown', why: `the reply is about ${about}` }
  return { kind: 'answered', code, subCode, fields }
}
