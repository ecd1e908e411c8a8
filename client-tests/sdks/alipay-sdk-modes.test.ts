// The official SDK, unmodified, in certificate mode, with encrypted content, and with a file.
import { AlipayFormData } from 'alipay-sdk'
import { expect, test } from 'vitest'
import { openClient } from './alipay-sdk.fixture.ts'
import { openGateway } from './open-gateway.fixture.ts'

async function certified() {
  const open = await openGateway()
  const { certificates } = await open.sandbox.apps.certify(open.app.appId)
  if (!certificates) throw new Error('no certificates')
  return { open, certificates }
}

const notFound = { code: '40004', subCode: 'ACQ.TRADE_NOT_EXIST' }

test('certificate mode: it computes our SNs, and believes our replies', async () => {
  const { open, certificates } = await certified()
  const client = openClient(open, {
    alipayPublicKey: undefined,
    appCertContent: certificates.appCert,
    alipayPublicCertContent: certificates.alipayCert,
    alipayRootCertContent: certificates.alipayRootCert,
  })
  expect(client.sdk.config).toMatchObject({
    appCertSn: certificates.appCertSn,
    alipayCertSn: certificates.alipayCertSn,
    alipayRootCertSn: certificates.alipayRootCertSn,
  })
  expect(await client.pay('o-1')).toMatchObject({ code: '10000' })
  expect(await client.query('nothing')).toMatchObject(notFound)
  await open.pass(5_000)
  const [fields] = open.received
  expect(fields?.out_trade_no).toBe('o-1')
  expect(client.sdk.checkNotifySign(fields ?? {})).toBe(true)
})

test('the roots of another sandbox are refused', async () => {
  const { open, certificates } = await certified()
  const client = openClient(open, {
    alipayPublicKey: undefined,
    appCertContent: certificates.appCert,
    alipayPublicCertContent: certificates.alipayCert,
    // Not the bundle: its first RSA certificate is another one.
    alipayRootCertContent: certificates.alipayCert,
  })
  expect(await client.query('o-1')).toMatchObject({ subCode: 'isv.invalid-alipay-root-cert-sn' })
})

// With needEncrypt this SDK cannot verify even a right reply, so it is not asked to.
test('encrypted content: it decrypts what we answer', async () => {
  const open = await openGateway()
  const { sdk } = openClient(open, { encryptKey: open.app.encryptKey })
  const order = { outTradeNo: 'o-1', totalAmount: '1.00', subject: '一杯咖啡/份' }
  const encrypted = (method: string, bizContent: object) =>
    sdk.exec(method, { bizContent, needEncrypt: true }, { validateSign: false })
  expect(await encrypted('alipay.trade.precreate', order)).toMatchObject({
    code: '10000',
    outTradeNo: 'o-1',
    qrCode: expect.stringContaining('https://'),
  })
  expect(await encrypted('alipay.trade.query', { outTradeNo: 'nothing' })).toMatchObject(notFound)
})

test('encrypted with another key: the plain refusal is understood', async () => {
  const open = await openGateway()
  const { sdk } = openClient(open, { encryptKey: Buffer.alloc(16).toString('base64') })
  const bizContent = { outTradeNo: 'o-1' }
  expect(await sdk.exec('alipay.trade.query', { bizContent, needEncrypt: true })).toMatchObject({
    code: '40003',
    subCode: 'isv.decryption-error-unknown',
  })
})

test('a form with a file: the text fields are signed, the file is not', async () => {
  const open = await openGateway()
  const { sdk } = openClient(open)
  const formData = new AlipayFormData()
  // Beside files the SDK sends plain fields: it would quote a biz_content twice.
  formData.addField('scene_note', '一杯 咖啡 & 份')
  formData.addFile('file_content', '图.png', Buffer.from('\0\x01--\r\n\r\n'))
  const reply = await sdk.exec('alipay.trade.query', {}, { formData, validateSign: true })
  // The signature was taken; what the query lacks is the number of an order.
  expect(reply).toMatchObject({ code: '40004', subCode: 'ACQ.INVALID_PARAMETER' })
  expect(open.entries('request')[0]?.wire.headers['content-type']).toContain('multipart/form-data')
})
