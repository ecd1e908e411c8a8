// What a merchant and the old gateway know each other by: a key for MD5 that both have, and pairs for RSA and DSA.
// The merchant is named by its partner number, which is its pid.
import { dsaPrivatePem, dsaPublicPem, readyMadeDsa, type DsaPair } from '../../pki/dsa.ts'
import { readyMade } from '../../pki/key-pair.ts'
import type { App, NewCredentials } from '../protocol.ts'

/** The family, and its one protocol. */
export const MAPI = 'mapi'

export interface MapiKeys {
  /** 32 characters (安全校验码). */
  md5Key: string
  /** PEM; the private half is there where the simulator made the pair. */
  merchantPublicKey: string
  merchantPrivateKey?: string
  gatewayPublicKey: string
  gatewayPrivateKey: string
  dsa: { merchant: DsaPair; gateway: DsaPair }
}

/** `undefined` for an app of other families alone. */
export const keysOf = ({ credentials }: Pick<App, 'credentials'>): MapiKeys | undefined =>
  credentials[MAPI] as MapiKeys | undefined

export function freshKeys({ draw, appPublicKey, keys }: NewCredentials): MapiKeys {
  const place = Math.floor(draw.fraction('mapi_keys') * 2 ** 16)
  const ours = keys?.gateway ?? readyMade('gateway', place)
  const theirs = appPublicKey ? { publicKey: appPublicKey } : (keys?.app ?? readyMade('app', place))
  return {
    md5Key: draw.letters('mapi_md5_key', 32),
    merchantPublicKey: theirs.publicKey,
    ...('privateKey' in theirs && { merchantPrivateKey: theirs.privateKey }),
    gatewayPublicKey: ours.publicKey,
    gatewayPrivateKey: ours.privateKey,
    dsa: { merchant: readyMadeDsa('app', place), gateway: readyMadeDsa('gateway', place) },
  }
}

/** What a shop at the old gateway is set up with; keys in PEM. */
export interface MapiSettings {
  partner: string
  md5Key: string
  /** Absent where the merchant brought a public key of its own. */
  merchantPrivateKey?: string
  gatewayPublicKey: string
  dsaMerchantPrivateKey: string
  dsaGatewayPublicKey: string
}

export function settingsOf(app: App): MapiSettings | undefined {
  const keys = keysOf(app)
  if (!keys) return undefined
  const { md5Key, merchantPrivateKey, gatewayPublicKey, dsa } = keys
  return {
    partner: app.pid,
    md5Key,
    ...(merchantPrivateKey !== undefined && { merchantPrivateKey }),
    gatewayPublicKey,
    dsaMerchantPrivateKey: dsaPrivatePem(dsa.merchant.x),
    dsaGatewayPublicKey: dsaPublicPem(dsa.gateway.y),
  }
}
