// RSA signatures with cached keys. Verifying is fast (0.03 ms) and synchronous; signing is slow
// (0.7 ms) and a port, so that Node can do it on its thread pool and others in place.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'

export type Digest = 'sha1' | 'sha256'

/** Signs bytes with a PEM private key (PKCS#1 v1.5) and gives the signature in Base64. */
export type Sign = (privateKey: string, digest: Digest, bytes: Uint8Array) => Promise<string>

const keys = new Map<string, KeyObject>()

function keyOf(pem: string, make: (pem: string) => KeyObject): KeyObject {
  let key = keys.get(pem)
  if (!key) keys.set(pem, (key = make(pem)))
  return key
}

export const privateKeyOf = (pem: string) => keyOf(pem, createPrivateKey)
export const publicKeyOf = (pem: string) => keyOf(pem, createPublicKey)

export function signInPlace(privateKey: string, digest: Digest, bytes: Uint8Array): string {
  return sign(digest, bytes, privateKeyOf(privateKey)).toString('base64')
}

export function isSignedBy(
  publicKey: string,
  digest: Digest,
  bytes: Uint8Array,
  signature: string,
): boolean {
  return verify(digest, bytes, publicKeyOf(publicKey), Buffer.from(signature, 'base64'))
}

/**
 * Remembers signatures: PKCS#1 v1.5 is deterministic, so equal bytes under one key have one
 * signature, and a poller asks for the same reply again and again.
 */
export function rememberSignatures(signer: Sign, size = 4_096): Sign {
  const known = new Map<string, Promise<string>>()
  return (privateKey, digest, bytes) => {
    const name = createHash('sha256')
      .update(digest)
      .update(privateKey)
      .update(bytes)
      .digest('base64')
    const found = known.get(name)
    if (found) {
      known.delete(name)
      known.set(name, found)
      return found
    }
    const made = signer(privateKey, digest, bytes)
    known.set(name, made)
    made.catch(() => known.delete(name))
    const oldest = known.size > size ? known.keys().next().value : undefined
    if (oldest !== undefined) known.delete(oldest)
    return made
  }
}
