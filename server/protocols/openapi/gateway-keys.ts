// The gateway's side of an app's key pairs: what signs for it, and what only looks as if it did.
import { publicHalf, readyMade } from '../../pki/key-pair.ts'
import { DIGESTS, type App, type SignType } from '../protocol.ts'
import { openapiApp, type OpenapiApp } from './credentials.ts'
import type { Signing } from '../signing.ts'

export function signedByGateway(app: OpenapiApp, signType: SignType, bytes: Uint8Array): Signing {
  const digest = DIGESTS[signType]
  return {
    bytes,
    by: { how: 'rsa', privateKey: app.alipayPrivateKey, digest },
    // Made when a forgery asks for it: finding the key costs more than a call.
    get stranger() {
      return { how: 'rsa' as const, privateKey: strangerKey(app), digest }
    },
  }
}

/** A key that is not the gateway's, for forgeries. */
function strangerKey(app: App): string {
  const [one = '', other = ''] = [0, 1].map((place) => readyMade('gateway', place).privateKey)
  return publicHalf(one) === openapiApp(app)?.alipayPublicKey ? other : one
}
