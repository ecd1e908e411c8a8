// What an app and the gateways of openapi know each other by: two key pairs, an AES key, certificates.
import type { Certificates } from '../../pki/certificates.ts'
import { readyMade } from '../../pki/key-pair.ts'
import type { App, NewCredentials } from '../protocol.ts'

export interface OpenapiCredentials {
  /** PEM. Kept so that the set-up snippets can hand it to the merchant. */
  appPrivateKey?: string
  appPublicKey?: string
  alipayPrivateKey: string
  alipayPublicKey: string
  /** AES, Base64: both sides encrypt content with it when a call asks for that. */
  encryptKey?: string
  /** Made when somebody asks for certificate mode. */
  certificates?: Certificates
}

/** An app as openapi meets it. */
export interface OpenapiApp extends App, OpenapiCredentials {}

const FAMILY = 'openapi'

/** `undefined` for an app of other families alone. */
export function openapiApp(app: App): OpenapiApp | undefined {
  const keys = app.credentials[FAMILY] as OpenapiCredentials | undefined
  return keys && { ...app, ...keys }
}

/** Unless the app brings a key of its own, it gets the given pair or a ready-made one. */
export function freshCredentials({ draw, appPublicKey, keys }: NewCredentials): OpenapiCredentials {
  const place = Math.floor(draw.fraction('keys') * 2 ** 16)
  const ours = keys?.gateway ?? readyMade('gateway', place)
  const theirs = appPublicKey ? { publicKey: appPublicKey } : (keys?.app ?? readyMade('app', place))
  return {
    appPublicKey: theirs.publicKey,
    appPrivateKey: 'privateKey' in theirs ? theirs.privateKey : undefined,
    alipayPrivateKey: ours.privateKey,
    alipayPublicKey: ours.publicKey,
    encryptKey: Buffer.from(draw.letters('encrypt_key', 16)).toString('base64'),
  }
}

/** The app with these credentials of openapi; those of other families stay. */
function withCredentials(
  { appId, pid, name, sellerEmail, credentials }: App,
  keys: OpenapiCredentials,
): App {
  return { appId, pid, name, sellerEmail, credentials: { ...credentials, [FAMILY]: keys } }
}

/** The same with some of them changed. */
export function changeCredentials(app: App, change: Partial<OpenapiCredentials>): App {
  const keys = app.credentials[FAMILY] as OpenapiCredentials | undefined
  if (!keys) throw new Error(`app ${app.appId} has no credentials of ${FAMILY}`)
  return withCredentials(app, { ...keys, ...change })
}

/** As 0.1.0 stored an app: every app was one of openapi, and its keys stood beside its name. */
export type FlatApp = Omit<OpenapiApp, 'credentials'>

export function unflattened({ appId, pid, name, sellerEmail, ...keys }: FlatApp): App {
  return withCredentials({ appId, pid, name, sellerEmail, credentials: {} }, keys)
}
