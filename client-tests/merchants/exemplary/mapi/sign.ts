// Signatures of the old gateway: MD5 with the key that both sides know, or RSA. Requests, notifications and the
// browser's way back are signed over the same text (002: 接入规范; the vendor's own programs do it so).
import { createHash, timingSafeEqual } from 'node:crypto'
import { createSigner } from '../rsa2.ts'
import type { KeyObject } from 'node:crypto'

export type MapiSignType = 'MD5' | 'RSA'

export interface MapiKeys {
  /** 32 characters (安全校验码). */
  md5Key: string
  merchantPrivateKey: KeyObject
  gatewayPublicKey: KeyObject
}

export interface MapiSigner {
  type: MapiSignType
  sign(text: string): string
  verify(text: string, signature: string): boolean
}

type Fields = Readonly<Record<string, string>>

/** Without `sign`, `sign_type` and what is empty; sorted by name, values as they are. */
function textToSign(fields: Fields): string {
  return Object.entries(fields)
    .filter(([name, value]) => name !== 'sign' && name !== 'sign_type' && value !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

export function createMapiSigner(keys: MapiKeys, type: MapiSignType): MapiSigner {
  if (type === 'RSA')
    return { type, ...createSigner(keys.merchantPrivateKey, keys.gatewayPublicKey, 'RSA') }
  const sign = (text: string) => createHash('md5').update(`${text}${keys.md5Key}`).digest('hex')
  return { type, sign, verify: (text, signature) => isSame(sign(text), signature) }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

export const signed = (signer: MapiSigner, fields: Fields): Record<string, string> => {
  const kept = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
  return { ...kept, sign_type: signer.type, sign: signer.sign(textToSign(kept)) }
}

/** Signed by the gateway, in the way that was agreed: a message of another way is none of its. */
export const isSigned = (signer: MapiSigner, fields: Fields): boolean =>
  fields['sign_type'] === signer.type &&
  fields['sign'] !== undefined &&
  signer.verify(textToSign(fields), fields['sign'])
