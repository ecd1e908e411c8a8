// Applications with their keys, in every form an SDK may want. The only place of the control API
// that hands out a private key; the gateway's own never leaves.
import * as v from 'valibot'
import { bareKey, barePkcs1 } from '../pki/key-pair.ts'
import type { Certificates } from '../pki/certificates.ts'
import type { OpenapiApp } from '../protocols/openapi/credentials.ts'
import { keysOf } from '../protocols/ams/credentials.ts'
import { settingsOf as mapiSettingsOf } from '../protocols/mapi/credentials.ts'
import { settingsOf, type WechatSettings } from '../protocols/wechat/credentials.ts'
import { endpoint } from './endpoint.ts'
import { shortText } from './read-input.ts'
import { listOf, SHAPES } from './shapes.ts'

interface PublicKeyForms {
  pem: string
  /** Base64 on one line: what most SDK configurations take. */
  bare: string
}

interface PrivateKeyForms {
  pkcs8Pem: string
  pkcs8Bare: string
  pkcs1Pem: string
  pkcs1Bare: string
}

export interface AppView {
  appId: string
  /** The merchant (seller) behind it. */
  pid: string
  name: string
  sellerEmail: string
  /** Absent when the merchant brought a public key of its own. */
  appPrivateKey?: PrivateKeyForms
  appPublicKey?: PublicKeyForms
  alipayPublicKey: PublicKeyForms
  /** AES, Base64. */
  encryptKey?: string
  /** Absent until somebody asks for them. */
  certificates?: Certificates
  /** The same merchant at WeChat Pay. */
  wechat?: WechatSettings
  /** The same merchant at AMS. */
  ams?: AmsView
  /** The same merchant at the old gateway. */
  mapi?: MapiView
}

/** What a client of AMS is set up with. */
export interface AmsView {
  /** Also taken with `SANDBOX_` before it, which has the SDKs call the other prefix. */
  clientId: string
  /** Absent when the merchant brought a public key of its own. */
  merchantPrivateKey?: PrivateKeyForms
  merchantPublicKey: PublicKeyForms
  gatewayPublicKey: PublicKeyForms
}

/** What a shop at the old gateway (mapi) is set up with. */
export interface MapiView {
  partner: string
  md5Key: string
  /** Absent when the merchant brought a public key of its own. */
  merchantPrivateKey?: PrivateKeyForms
  gatewayPublicKey: PublicKeyForms
  dsaMerchantPrivateKey: string
  dsaGatewayPublicKey: PublicKeyForms
}

export function viewApp(app: OpenapiApp): AppView {
  const { appId, pid, name, sellerEmail, appPrivateKey, appPublicKey, alipayPublicKey } = app
  return {
    appId,
    pid,
    name,
    sellerEmail,
    appPrivateKey: appPrivateKey === undefined ? undefined : privateForms(appPrivateKey),
    appPublicKey: appPublicKey === undefined ? undefined : publicForms(appPublicKey),
    alipayPublicKey: publicForms(alipayPublicKey),
    encryptKey: app.encryptKey,
    certificates: app.certificates,
    wechat: settingsOf(app),
    ams: viewAms(app),
    mapi: viewMapi(app),
  }
}

function viewMapi(app: OpenapiApp): MapiView | undefined {
  const settings = mapiSettingsOf(app)
  if (!settings) return undefined
  const { merchantPrivateKey, gatewayPublicKey, dsaGatewayPublicKey, ...rest } = settings
  return {
    ...rest,
    merchantPrivateKey:
      merchantPrivateKey === undefined ? undefined : privateForms(merchantPrivateKey),
    gatewayPublicKey: publicForms(gatewayPublicKey),
    dsaGatewayPublicKey: publicForms(dsaGatewayPublicKey),
  }
}

function viewAms(app: OpenapiApp): AmsView | undefined {
  const keys = keysOf(app)
  if (!keys) return undefined
  const { merchantPrivateKey, merchantPublicKey, gatewayPublicKey } = keys
  return {
    clientId: app.appId,
    merchantPrivateKey:
      merchantPrivateKey === undefined ? undefined : privateForms(merchantPrivateKey),
    merchantPublicKey: publicForms(merchantPublicKey),
    gatewayPublicKey: publicForms(gatewayPublicKey),
  }
}

function publicForms(pem: string): PublicKeyForms {
  return { pem, bare: bareKey(pem) }
}

function privateForms(pkcs8Pem: string): PrivateKeyForms {
  const pkcs1Bare = barePkcs1(pkcs8Pem)
  const lines = pkcs1Bare.match(/.{1,64}/g) ?? []
  const pkcs1Pem = [
    '-----BEGIN RSA PRIVATE KEY-----',
    ...lines,
    '-----END RSA PRIVATE KEY-----',
  ].join('\n')
  return { pkcs8Pem, pkcs8Bare: bareKey(pkcs8Pem), pkcs1Pem, pkcs1Bare }
}

export const apps = [
  endpoint({
    method: 'GET',
    path: '/apps',
    about: 'lists the apps with their keys',
    gives: listOf(SHAPES.App),
    answer: ({ sandbox }) => sandbox.apps.list().map(viewApp),
  }),
  endpoint({
    method: 'POST',
    path: '/apps',
    status: 201,
    about: 'adds an app, with keys that no other app here has unless it brings its own public key',
    gives: SHAPES.App,
    body: v.strictObject({ name: shortText, appPublicKey: v.optional(shortText) }),
    answer: async ({ sandbox, directory, body }) =>
      viewApp(sandbox.apps.add(body.name, body.appPublicKey, await directory.takeKeys())),
  }),
  endpoint({
    method: 'POST',
    path: '/apps/:appId/certificates',
    about: 'makes the certificates of certificate mode, once; the app with them',
    gives: SHAPES.App,
    answer: async ({ sandbox, params }) => viewApp(await sandbox.apps.certify(params.appId ?? '')),
  }),
  endpoint({
    method: 'POST',
    path: '/apps/:appId/wechat-certificate',
    about:
      'makes the API certificate of a merchant of WeChat Pay, which reverse and refund ask for over TLS',
    gives: SHAPES.ClientCertificate,
    answer: ({ sandbox, params }) => sandbox.apps.wechatCertificate(params.appId ?? ''),
  }),
  endpoint({
    method: 'PUT',
    path: '/apps/:appId/seller-email',
    about: 'the merchant renames its account; what calls it by the old name finds nobody',
    gives: SHAPES.App,
    body: v.strictObject({ sellerEmail: shortText }),
    answer: ({ sandbox, params, body }) =>
      viewApp(sandbox.apps.renameSeller(params.appId ?? '', body.sellerEmail)),
  }),
  endpoint({
    method: 'PUT',
    path: '/apps/:appId/encrypt-key',
    about: 'sets the AES key (Base64 of 16, 24 or 32 bytes), or with null takes it away',
    gives: SHAPES.App,
    body: v.strictObject({ encryptKey: v.nullable(shortText) }),
    answer: ({ sandbox, params, body }) =>
      viewApp(sandbox.apps.setEncryptKey(params.appId ?? '', body.encryptKey ?? undefined)),
  }),
]
