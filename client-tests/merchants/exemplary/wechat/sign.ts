// WeChat's signature: every field that is not empty but `sign`, sorted, and the key of the merchant's
// account at the end; MD5 or HMAC-SHA256 in capital letters.
import { createHash, createHmac } from 'node:crypto'

export type WechatSignType = 'MD5' | 'HMAC-SHA256'

export function signOf(
  fields: Readonly<Record<string, string>>,
  key: string,
  signType: WechatSignType,
): string {
  const pairs = Object.entries(fields)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
  const text = [...pairs, `key=${key}`].join('&')
  const hash =
    signType === 'MD5' ? createHash('md5').update(text) : createHmac('sha256', key).update(text)
  return hash.digest('hex').toUpperCase()
}
