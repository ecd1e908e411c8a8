// Encryption of content as openapi does it: AES in CBC mode, PKCS#7 padding, and Base64 around the
// ciphertext. AES has a vector of zeros; AES_V2 has one of its own, which stands before the ciphertext
// (as AesEncryptV2 of the official Java SDK does it; that the gateway answers alike is inferred). It
// hides content and proves nothing; signatures do that.
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'

const ENCRYPT_TYPES = ['AES', 'AES_V2'] as const
export type EncryptType = (typeof ENCRYPT_TYPES)[number]

/** The algorithm of this name; `undefined` for any other. */
export const encryptTypeOf = (name: string | undefined): EncryptType | undefined =>
  ENCRYPT_TYPES.find((one) => one === name)

const ZERO_VECTOR = Buffer.alloc(16)
const CIPHERS: Record<number, string> = { 16: 'aes-128-cbc', 24: 'aes-192-cbc', 32: 'aes-256-cbc' }

/** The key as it stands in the merchant's settings: Base64 of 16, 24 or 32 bytes. */
export function isEncryptKey(encryptKey: string): boolean {
  return isBase64(encryptKey) && Buffer.from(encryptKey, 'base64').length in CIPHERS
}

export function encryptAes(
  encryptKey: string,
  content: Uint8Array,
  type: EncryptType = 'AES',
): string {
  const key = Buffer.from(encryptKey, 'base64')
  const vector = type === 'AES' ? ZERO_VECTOR : vectorOf(encryptKey, content)
  const cipher = createCipheriv(cipherFor(key), key, vector)
  const encrypted = Buffer.concat([cipher.update(content), cipher.final()])
  return (type === 'AES' ? encrypted : Buffer.concat([vector, encrypted])).toString('base64')
}

/** Drawn from what it hides, so that the same seed gives the same bytes. */
const vectorOf = (encryptKey: string, content: Uint8Array): Buffer =>
  createHash('sha256').update(encryptKey).update(content).digest().subarray(0, 16)

/** `undefined` when this is no ciphertext under this key. */
export function decryptAes(
  encryptKey: string,
  encrypted: string,
  type: EncryptType = 'AES',
): Uint8Array | undefined {
  if (!isBase64(encrypted)) return undefined
  const key = Buffer.from(encryptKey, 'base64')
  const bytes = Buffer.from(encrypted, 'base64')
  const vectorBytes = type === 'AES' ? 0 : ZERO_VECTOR.length
  if (bytes.length < vectorBytes) return undefined
  const vector = type === 'AES' ? ZERO_VECTOR : bytes.subarray(0, vectorBytes)
  const decipher = createDecipheriv(cipherFor(key), key, vector)
  try {
    return Buffer.concat([decipher.update(bytes.subarray(vectorBytes)), decipher.final()])
  } catch {
    // A wrong length or padding: node says so only by throwing.
    return undefined
  }
}

function cipherFor(key: Uint8Array): string {
  const name = CIPHERS[key.length]
  if (!name) throw new Error(`an AES key has 16, 24 or 32 bytes, not ${key.length}`)
  return name
}

const isBase64 = (text: string) => /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0
