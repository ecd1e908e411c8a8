// How something that a gateway sends is signed: by whose key, over which bytes. The protocol says it, and
// whoever sends carries it out, since RSA is slow.
import type { Digest } from '../pki/signature.ts'

export type Signer =
  /** A host may do it on its thread pool. */
  | { how: 'rsa'; privateKey: string; digest: Digest }
  /** Fast: a digest (MD5, HMAC) over a secret that both sides share. */
  | { how: 'secret'; sign(bytes: Uint8Array): string }

export interface Signing {
  bytes: Uint8Array
  by: Signer
  /** A key that is not the gateway's, for forgeries. */
  stranger: Signer
}
