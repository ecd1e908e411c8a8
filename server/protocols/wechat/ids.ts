// Numbers and times as WeChat Pay writes them, where they follow from what the books know.
import { createHash } from 'node:crypto'
import { formatChinaTime, parseChinaTime, type Instant } from '../../values/instant.ts'

/** `20260105100000` in China time. */
export const compactTime = (at: Instant): string => formatChinaTime(at).replace(/\D/g, '')

/** The same read; `undefined` when it is no real time. */
export function readCompactTime(text: string): Instant | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second] = match
  return parseChinaTime(`${year}-${month}-${day} ${hour}:${minute}:${second}`)
}

/** A buyer as one appid knows them: `o` and 27 characters. */
export function openidOf(appid: string, buyerId: string): string {
  const digest = createHash('sha256').update(`${appid} ${buyerId}`).digest('base64url')
  return `o${digest.slice(0, 27)}`
}

/**
 * 32 digits: `50`, the transaction behind its `4200`, and six that tell the refunds of one transaction apart; so
 * a refund_id leads to its trade.
 */
export function refundIdOf(tradeNo: string, outRequestNo: string): string {
  const digest = createHash('sha256').update(outRequestNo).digest()
  const tail = String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
  return `50${tradeNo.slice(4)}${tail}`
}

/** The transaction that a refund_id is of; `undefined` for what is none. */
export function tradeBehind(refundId: string): string | undefined {
  const match = /^50(\d{24})\d{6}$/.exec(refundId)
  return match ? `4200${match[1]}` : undefined
}
