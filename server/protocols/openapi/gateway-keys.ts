// The gateway's side of an app's key pairs: what signs for it, and what only looks as if it did.
import { readyMade } from '../../pki/key-pair.ts'
import { DIGESTS, type SignType } from './sign-types.ts'
import type { OpenapiApp } from './credentials.ts'
import type { Signing } from '../signing.ts'

export function signedByGateway(app: OpenapiApp, signType: SignType, bytes: Uint8Array): Signing {
  const digest = DIGESTS[signType]
  return {
    bytes,
    by: { how: 'rsa', privateKey: app.alipayPrivateKey, digest },
    // Made when a forgery asks for it: finding the key costs more than a call.
    get stranger() {
      return { how: 'rsa' as const, privateKey: otherKey(app), digest }
    },
  }
}

/** A key that is not the gateway's, for forgeries. */
function otherKey({ alipayPublicKey }: OpenapiApp): string {
  const { publicKey, privateKey } = readyMade('gateway', 0)
  return publicKey === alipayPublicKey ? readyMade('gateway', 1).privateKey : privateKey
}
