// Content encryption and certificate mode: what is asked, what is answered, and every refusal.
import { createCipheriv, createDecipheriv, createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { decryptAes, encryptAes } from '../../../pki/aes.ts'
import {
  commonParams,
  formPost,
  openShop,
  signed,
  type Params,
} from '../../../testing/shop.fixture.ts'

const QUERY = 'alipay.trade.query'
const KEY = 'alipay_trade_query_response'

async function certifiedShop() {
  const shop = openShop()
  const app = await shop.sandbox.apps.certify(shop.app.appId)
  const { certificates, encryptKey = '' } = app
  if (!certificates) throw new Error('no certificates')
  const ask = async (method: string, biz: string, more: Params = {}) => {
    const params = signed(app, commonParams(app, method, biz, more))
    const text = await shop.text(formPost(params))
    const cut = /^\{"(\w+)":(.*?)(?:,"alipay_cert_sn":"(\w+)")?,"sign":"([^"]+)"\}$/s.exec(text)
    const [, key, node = '', sn, sign = ''] = cut ?? []
    const publicKey = createPublicKey(app.alipayPublicKey)
    const verified = verify('sha256', Buffer.from(node), publicKey, Buffer.from(sign, 'base64'))
    return { text, key, node, sn, verified }
  }
  const sns = {
    app_cert_sn: certificates.appCertSn,
    alipay_root_cert_sn: certificates.alipayRootCertSn,
  }
  const encrypted = (text: string) => encryptAes(encryptKey, Buffer.from(text))
  const decrypted = (node: string) =>
    JSON.parse(Buffer.from(decryptAes(encryptKey, node.slice(1, -1)) ?? '').toString()) as unknown
  return { shop, app, certificates, ask, sns, encrypted, decrypted }
}

const it = await certifiedShop()
const { ask, sns, encrypted, decrypted, certificates } = it
const BIZ = '{"out_trade_no":"一杯咖啡/1"}'
const NOT_FOUND = { sub_code: 'ACQ.TRADE_NOT_EXIST' }

test('encrypted content is read, and answered encrypted: quoted, slashes as they are, signed with the quotes', async () => {
  const { key, node, verified } = await ask(QUERY, encrypted(BIZ), { encrypt_type: 'AES' })
  expect({ key, verified }).toEqual({ key: KEY, verified: true })
  expect(node).toMatch(/^"[A-Za-z0-9+/]+=*"$/)
  expect(decrypted(node)).toMatchObject({ ...NOT_FOUND, out_trade_no: '一杯咖啡/1' })
})

/** As AesEncryptV2 of the official Java SDK: any vector, the ciphertext, Base64 around both. */
function javaV2(key: string, text: string): string {
  const vector = Buffer.from('any sixteen byte')
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(key, 'base64'), vector)
  return Buffer.concat([vector, cipher.update(text), cipher.final()]).toString('base64')
}

function javaV2Decrypt(key: string, text: string): string {
  const bytes = Buffer.from(text, 'base64')
  const vector = bytes.subarray(0, 16)
  const cipher = createDecipheriv('aes-128-cbc', Buffer.from(key, 'base64'), vector)
  return Buffer.concat([cipher.update(bytes.subarray(16)), cipher.final()]).toString()
}

test('AES_V2 is read, and answered the same way', async () => {
  const { encryptKey = '' } = it.app
  const more = { encrypt_type: 'AES_V2' }
  const { node, verified } = await ask(QUERY, javaV2(encryptKey, BIZ), more)
  expect(verified).toBe(true)
  expect(JSON.parse(javaV2Decrypt(encryptKey, node.slice(1, -1)))).toMatchObject(NOT_FOUND)
  const short = await ask(QUERY, 'AAAA', more)
  expect(JSON.parse(short.node)).toMatchObject({ sub_code: 'isv.decryption-error-unknown' })
})

test('encryption and certificate mode go together', async () => {
  const { node, sn, verified } = await ask(QUERY, encrypted(BIZ), { encrypt_type: 'AES', ...sns })
  expect({ sn, verified }).toEqual({ sn: certificates.alipayCertSn, verified: true })
  expect(decrypted(node)).toMatchObject(NOT_FOUND)
})

test('refusals after decryption are encrypted too', async () => {
  const { node, verified } = await ask('alipay.none', encrypted('{}'), { encrypt_type: 'AES' })
  expect(verified).toBe(true)
  expect(decrypted(node)).toMatchObject({ sub_code: 'isv.invalid-method' })
})

test('plain content is answered plainly, though the app has a key', async () => {
  expect(JSON.parse((await ask(QUERY, BIZ)).node)).toMatchObject(NOT_FOUND)
})

const other = Buffer.alloc(16, 1).toString('base64')
const foreign = encryptAes(other, Buffer.from(BIZ))
const refusals: [string, string, Params, string, string, string][] = [
  [
    'ciphertext without encrypt_type',
    encrypted(BIZ),
    {},
    '40001',
    'isv.decryption-error-missing-encrypt-type',
    '解密出错, 未指定加密算法',
  ],
  [
    'an unknown encrypt_type',
    encrypted(BIZ),
    { encrypt_type: 'SM4' },
    '40002',
    'isv.decryption-error-not-valid-encrypt-type',
    '解密出错，不支持的加密算法',
  ],
  ...['{}', foreign, 'AAAA'].map((biz): (typeof refusals)[number] => [
    `what is no ciphertext under the app's key: ${biz.slice(0, 8)}`,
    biz,
    { encrypt_type: 'AES' },
    '40003',
    'isv.decryption-error-unknown',
    '解密出错, 未知错误',
  ]),
  [
    'no app_cert_sn beside the root SN',
    BIZ,
    { ...sns, app_cert_sn: '' },
    '40001',
    'isv.missing-app-cert-sn',
    '缺少应用公钥证书序列号',
  ],
  [
    'no alipay_root_cert_sn beside the app SN',
    BIZ,
    { ...sns, alipay_root_cert_sn: '' },
    '40001',
    'isv.missing-alipay-root-cert-sn',
    '缺少支付宝根证书序列号',
  ],
  [
    'the SN of another app certificate',
    BIZ,
    { ...sns, app_cert_sn: 'a'.repeat(32) },
    '40002',
    'isv.app-cert-not-exist',
    '应用公钥证书不存在',
  ],
  [
    'the SN of other roots',
    BIZ,
    { ...sns, alipay_root_cert_sn: certificates.appCertSn },
    '40002',
    'isv.invalid-alipay-root-cert-sn',
    '无效的支付宝根证书序列号',
  ],
]

test.each(refusals)('%s: refused plainly and signed', async (_what, biz, more, ...said) => {
  const { node, sn, verified } = await ask(QUERY, biz, more)
  const [code, sub_code, sub_msg] = said
  expect(JSON.parse(node)).toMatchObject({ code, sub_code, sub_msg })
  expect(verified).toBe(true)
  expect(sn).toBe('app_cert_sn' in more ? certificates.alipayCertSn : undefined)
})

test('encryption by an app without an AES key: refused plainly', async () => {
  const { ask: askKeyless, shop } = await certifiedShop()
  shop.sandbox.apps.setEncryptKey(shop.app.appId, undefined)
  const { node, verified } = await askKeyless(QUERY, encrypted(BIZ), { encrypt_type: 'AES' })
  expect(verified).toBe(true)
  expect(JSON.parse(node)).toMatchObject({
    code: '40002',
    sub_code: 'isv.decryption-error-not-valid-encrypt-key',
    sub_msg: '解密出错, 未配置加密密钥或加密密钥格式错误',
  })
})

test('SNs of an app that has no certificates: the reply names none', async () => {
  const shop = openShop()
  const params = signed(shop.app, commonParams(shop.app, QUERY, BIZ, sns))
  const text = await shop.text(formPost(params))
  expect(text).toContain('"sub_code":"isv.app-cert-not-exist"')
  expect(text).not.toContain('alipay_cert_sn')
})

test('in certificate mode the reply names the certificate between the response and the signature', async () => {
  const { text, node, sn, verified } = await ask(QUERY, BIZ, sns)
  expect(Object.keys(JSON.parse(text) as object)).toEqual([KEY, 'alipay_cert_sn', 'sign'])
  expect({ sn, verified }).toEqual({ sn: certificates.alipayCertSn, verified: true })
  expect(JSON.parse(node)).toMatchObject(NOT_FOUND)
})

test('a request without SNs stays in key mode', async () => {
  expect((await ask(QUERY, BIZ)).sn).toBeUndefined()
})

const DOWNLOAD = 'alipay.open.app.alipaycert.download'

test("the gateway's certificate comes with the authority above it", async () => {
  const { node, verified } = await ask(
    DOWNLOAD,
    `{"alipay_cert_sn":"${certificates.alipayCertSn}"}`,
  )
  const { code, alipay_cert_content } = JSON.parse(node) as Record<string, string>
  expect({ code, verified }).toEqual({ code: '10000', verified: true })
  const chain = Buffer.from(alipay_cert_content ?? '', 'base64').toString()
  expect(chain).toBe(certificates.alipayCert)
  expect(chain.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
})

test('no certificate has another SN', async () => {
  const { node } = await ask(DOWNLOAD, '{"alipay_cert_sn":"0"}')
  expect(JSON.parse(node)).toMatchObject({ code: '40002', sub_code: 'isv.alipay-cert-not-exist' })
})
