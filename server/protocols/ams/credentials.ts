// What an app and the gateway of AMS know each other by: a key pair of each. The merchant's own public key is
// the one that it uploaded for its app.
import { readyMade } from '../../pki/key-pair.ts'
import type { App, NewCredentials } from '../protocol.ts'
import type { Signing } from '../signing.ts'

export const AMS = 'ams'

export interface AmsKeys {
  /** PEM; the private half is there where the simulator made the pair. */
  merchantPublicKey: string
  merchantPrivateKey?: string
  gatewayPublicKey: string
  gatewayPrivateKey: string
}

/** `undefined` for an app of other families alone. */
export const keysOf = ({ credentials }: Pick<App, 'credentials'>): AmsKeys | undefined =>
  credentials[AMS] as AmsKeys | undefined

export function freshKeys({ draw, appPublicKey, keys }: NewCredentials): AmsKeys {
  const place = Math.floor(draw.fraction('ams_keys') * 2 ** 16)
  const ours = keys?.gateway ?? readyMade('gateway', place)
  const theirs = appPublicKey ? { publicKey: appPublicKey } : (keys?.app ?? readyMade('app', place))
  return {
    merchantPublicKey: theirs.publicKey,
    ...('privateKey' in theirs && { merchantPrivateKey: theirs.privateKey }),
    gatewayPublicKey: ours.publicKey,
    gatewayPrivateKey: ours.privateKey,
  }
}

/** Sandboxes give their clients ids that begin so; the SDKs then call the other prefix. */
const SANDBOX = 'SANDBOX_'

/** The app behind a client id, which may be written with that beginning. */
export const appIdOf = (clientId: string): string =>
  clientId.startsWith(SANDBOX) ? clientId.slice(SANDBOX.length) : clientId

export function signedByGateway(
  { gatewayPrivateKey, gatewayPublicKey }: AmsKeys,
  bytes: Uint8Array,
): Signing {
  return {
    bytes,
    by: { how: 'rsa', privateKey: gatewayPrivateKey, digest: 'sha256' },
    // Made when a forgery asks for it: finding the key costs more than a call.
    get stranger() {
      const first = readyMade('gateway', 0)
      const { privateKey } = first.publicKey === gatewayPublicKey ? readyMade('gateway', 1) : first
      return { how: 'rsa' as const, privateKey, digest: 'sha256' as const }
    },
  }
}
