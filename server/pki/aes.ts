// Encryption of content as openapi does it: AES in CBC mode with a zero vector, PKCS#7 padding, and
// Base64 around the ciphertext. It hides content and proves nothing; signatures do that.
import { createCipheriv, createDecipheriv } from 'node:crypto'

const ZERO_VECTOR = Buffer.alloc(16)
const CIPHERS: Record<number, string> = { 16: 'aes-128-cbc', 24: 'aes-192-cbc', 32: 'aes-256-cbc' }

/** The key as it stands in the merchant's settings: Base64 of 16, 24 or 32 bytes. */
export function isEncryptKey(encryptKey: string): boolean {
  return isBase64(encryptKey) && Buffer.from(encryptKey, 'base64').length in CIPHERS
}

export function encryptAes(encryptKey: string, content: Uint8Array): string {
  const key = Buffer.from(encryptKey, 'base64')
  const cipher = createCipheriv(cipherFor(key), key, ZERO_VECTOR)
  return Buffer.concat([cipher.update(content), cipher.final()]).toString('base64')
}

/** `undefined` when this is no ciphertext under this key. */
export function decryptAes(encryptKey: string, encrypted: string): Uint8Array | undefined {
  if (!isBase64(encrypted)) return undefined
  const key = Buffer.from(encryptKey, 'base64')
  const decipher = createDecipheriv(cipherFor(key), key, ZERO_VECTOR)
  try {
    return Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()])
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
