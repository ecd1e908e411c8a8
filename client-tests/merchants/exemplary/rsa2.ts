// RSA2 keys and signatures with node:crypto, synchronous. Accepts keys as PEM or as bare base64.
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

export interface Signer {
  sign(text: string): string
  verify(text: string, signature: string): boolean
}

/** RSA is SHA1, which is going out of use; Alipay answers by what it was asked with. */
export function createSigner(
  appPrivateKey: KeyObject,
  alipayPublicKey: KeyObject,
  signType: 'RSA2' | 'RSA' = 'RSA2',
): Signer {
  const digest = signType === 'RSA2' ? 'sha256' : 'sha1'
  return {
    sign: (text) => sign(digest, Buffer.from(text), appPrivateKey).toString('base64'),
    verify: (text, signature) =>
      verify(digest, Buffer.from(text), alipayPublicKey, Buffer.from(signature, 'base64')),
  }
}

/** The open platform hands out bare base64, PKCS#1 or PKCS#8 by language. */
export function readPrivateKey(text: string): KeyObject {
  if (text.includes('-----')) return createPrivateKey(text)
  const key = Buffer.from(text, 'base64')
  try {
    return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  } catch {
    return createPrivateKey({ key, format: 'der', type: 'pkcs1' })
  }
}

export function readPublicKey(text: string): KeyObject {
  if (text.includes('-----')) return createPublicKey(text)
  return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
}
