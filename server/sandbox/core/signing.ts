// Carries out what protocols want signed: RSA by the port of the host, all else at once.
import { signInPlace } from '../../pki/signature.ts'
import type { Signer, Signing } from '../../protocols/signing.ts'
import type { SandboxCore } from './core.ts'

/** `undefined` where nothing is to be signed. */
export async function signatureOf(
  core: Pick<SandboxCore, 'sign'>,
  signing: Signing | undefined,
): Promise<string | undefined> {
  if (!signing) return undefined
  const { by, bytes } = signing
  return by.how === 'rsa' ? core.sign(by.privateKey, by.digest, bytes) : by.sign(bytes)
}

/** Keeps everybody waiting for as long as it takes. */
export function signedAtOnce(by: Signer, bytes: Uint8Array): string {
  return by.how === 'rsa' ? signInPlace(by.privateKey, by.digest, bytes) : by.sign(bytes)
}

/** The same by whom a forger chooses: the gateway, or somebody who does not have its key. */
export async function signedBy(
  core: Pick<SandboxCore, 'sign'>,
  { bytes, by, stranger }: Signing,
  who: 'gateway' | 'stranger',
): Promise<string> {
  const signer = who === 'gateway' ? by : stranger
  return signer.how === 'rsa'
    ? core.sign(signer.privateKey, signer.digest, bytes)
    : signer.sign(bytes)
}
