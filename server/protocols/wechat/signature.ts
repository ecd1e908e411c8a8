// How WeChat Pay's v2 signs: every field with a value but `sign`, sorted, joined, and the key behind them; the
// digest in capital letters. Requests and replies alike, with the key that both sides share.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Signing } from '../signing.ts'

export const SIGN_TYPES = ['MD5', 'HMAC-SHA256'] as const
export type SignType = (typeof SIGN_TYPES)[number]

export type Pair = readonly [name: string, value: string]

/** MD5 where a request names none; `undefined` for one that nobody knows. */
export const signTypeNamed = (name: string | undefined): SignType | undefined =>
  name === undefined || name === '' ? 'MD5' : SIGN_TYPES.find((one) => one === name)

/** Without the key, which never stands in anything that is shown. */
export function textOf(pairs: Iterable<Pair>): string {
  return [...pairs]
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

export function digestOf(type: SignType, text: string | Uint8Array, key: string): string {
  const digest = type === 'MD5' ? createHash('md5') : createHmac('sha256', key)
  return digest.update(text).update(`&key=${key}`).digest('hex').toUpperCase()
}

export function isSigned(
  pairs: Iterable<Pair>,
  sign: string,
  type: SignType,
  key: string,
): boolean {
  const [expected, seen] = [digestOf(type, textOf(pairs), key), sign].map((one) => Buffer.from(one))
  return expected !== undefined && seen !== undefined && isSame(expected, seen)
}

const isSame = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && timingSafeEqual(one, other)

export function signedWith(type: SignType, key: string, bytes: Uint8Array): Signing {
  const by = (secret: string) => ({
    how: 'secret' as const,
    sign: (text: Uint8Array) => digestOf(type, text, secret),
  })
  return { bytes, by: by(key), stranger: by('a key that nobody was given') }
}
