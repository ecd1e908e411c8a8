// Every way of asking the gateway, by hand: one function per mode, each of which checks whatever a
// strict client of that mode checks and gives the business fields.
import { createPublicKey, sign, verify } from 'node:crypto'
import { decryptAes, encryptAes } from '../pki/aes.ts'
import { formOf } from '../protocols/openapi/v2/clients.fixture.ts'
import type { OpenapiApp } from '../protocols/openapi/credentials.ts'
import { decodeText, encodeText, type Charset } from '../values/charset.ts'
import { ask, restRequest } from './rest.fixture.ts'
import { commonParams, GATEWAY, toSign, type Params, type Shop } from './shop.fixture.ts'

export const MODES = [
  'v2 key',
  'v2 cert',
  'v2 AES',
  'v2 GBK',
  'v3 key',
  'v3 cert',
  'v3 AES',
] as const
export type Mode = (typeof MODES)[number]

type Fields = Record<string, unknown>

export interface Asked {
  method: string
  biz: Fields
  /** Old-style methods take their parameters beside the common ones. */
  isTopLevel?: boolean
  /** v3 reads with GET where it only reads. */
  verb?: 'GET' | 'POST'
}

export async function askIn(mode: Mode, shop: Shop, asked: Asked): Promise<Fields> {
  const app = await shop.sandbox.apps.certify(shop.app.appId)
  return mode.startsWith('v2') ? askV2(mode, shop, app, asked) : askV3(mode, shop, app, asked)
}

async function askV2(mode: Mode, shop: Shop, app: OpenapiApp, asked: Asked): Promise<Fields> {
  const { method, biz, isTopLevel } = asked
  const charset: Charset = mode === 'v2 GBK' ? 'gbk' : 'utf-8'
  const isEncrypted = mode === 'v2 AES' && !isTopLevel
  const key = app.encryptKey ?? ''
  const json = JSON.stringify(biz)
  const content = isEncrypted ? encryptAes(key, Buffer.from(json)) : json
  const more: Params = {
    charset,
    ...(isEncrypted && { encrypt_type: 'AES' }),
    ...(mode === 'v2 cert' && {
      app_cert_sn: app.certificates?.appCertSn ?? '',
      alipay_root_cert_sn: app.certificates?.alipayRootCertSn ?? '',
    }),
  }
  const { biz_content: _content, ...common } = commonParams(app, method, content, more)
  const plain: Params = isTopLevel
    ? { ...common, ...(biz as Params) }
    : { ...common, biz_content: content }
  const bytes = Buffer.from(encodeText(toSign(plain), charset))
  const params = {
    ...plain,
    sign: sign('sha256', bytes, app.appPrivateKey ?? '').toString('base64'),
  }
  const reply = await shop.sandbox.fetch(
    new Request(`${GATEWAY}?charset=${charset}`, {
      method: 'POST',
      headers: { 'content-type': `application/x-www-form-urlencoded;charset=${charset}` },
      body: formOf(params, charset, true),
    }),
  )
  const text = decodeText(new Uint8Array(await reply.arrayBuffer()), charset)
  const name = `${method.replaceAll('.', '_')}_response`
  const cut = /^\{"(\w+)":(.*?)(?:,"alipay_cert_sn":"(\w+)")?,"sign":"([^"]+)"\}$/s.exec(text)
  const [, found, node = '', sn, signature = ''] = cut ?? []
  if (found !== name) throw new Error(`${mode} ${method}: the reply is ${text}`)
  const expected = mode === 'v2 cert' ? app.certificates?.alipayCertSn : undefined
  if (sn !== expected) throw new Error(`${mode} ${method}: alipay_cert_sn is ${sn}`)
  check(app, encodeText(node, charset), signature, `${mode} ${method}`)
  const opened = isEncrypted ? decryptAes(key, node.slice(1, -1)) : node
  return JSON.parse(Buffer.from(opened ?? '').toString()) as Fields
}

async function askV3(mode: Mode, shop: Shop, app: OpenapiApp, asked: Asked): Promise<Fields> {
  const { method, biz, verb = 'POST' } = asked
  const path = `/v3/${method.replaceAll('.', '/')}`
  const target = verb === 'GET' ? `${path}?${new URLSearchParams(biz as Params)}` : path
  const key = app.encryptKey ?? ''
  const json = JSON.stringify(biz)
  const isEncrypted = mode === 'v3 AES'
  const body = isEncrypted ? encryptAes(key, Buffer.from(json)) : json
  const request = restRequest(app, {
    verb,
    target,
    ...(verb === 'POST' && { body }),
    ...(isEncrypted && {
      headers: { 'content-type': 'text/plain', 'alipay-encrypt-type': 'AES' },
    }),
    ...(mode === 'v3 cert' && { auth: { app_cert_sn: app.certificates?.appCertSn } }),
  })
  const { status, text, header, verified } = await ask(shop, request)
  if (status !== 200 || !verified) throw new Error(`${mode} ${method}: ${status} ${text}`)
  const sn = header('alipay-sn') ?? undefined
  const expected = mode === 'v3 cert' ? app.certificates?.alipayCertSn : undefined
  if (sn !== expected) throw new Error(`${mode} ${method}: alipay-sn is ${sn}`)
  const opened = isEncrypted ? decryptAes(key, text) : text
  return JSON.parse(Buffer.from(opened ?? '').toString()) as Fields
}

function check(app: OpenapiApp, bytes: Uint8Array, signature: string, what: string): void {
  const publicKey = createPublicKey(app.alipayPublicKey)
  if (verify('sha256', bytes, publicKey, Buffer.from(signature, 'base64'))) return
  throw new Error(`${what}: the signature of the reply is wrong`)
}
