// wechatpay-axios-plugin, the client of WeChat Pay that is in use on npm, unmodified: XML, MD5 and HMAC, the
// bill, and the encrypted notification, all read by code that is not ours.
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { DAY, HOUR, SECOND } from '../../server/values/instant.ts'
import { openGateway, type OpenGateway } from './open-gateway.fixture.ts'

type Fields = Record<string, string>
interface Keys {
  apiKey: string
  platformKeyId: string
  platformPublicKey: string
  apiV3Key: string
}
type Send = (data: object, config?: object) => Promise<{ data: unknown }>

/** What is called of it here; its types are those of an older release. */
interface Library {
  Wechatpay: new (options: object) => { chain(path: string): { post: Send } }
  Aes: {
    AesEcb: { decrypt(text: string, key: string): string }
    AesGcm: { decrypt(text: string, key: string, nonce: string, aad: string): string }
  }
  Hash: { md5(text: string): string }
  Rsa: {
    verify(text: string, sign: string, key: string): boolean
    from(key: string, kind: string): string
  }
  Formatter: {
    castCsvBill(bytes: Uint8Array): { rows: Fields[]; summary: Fields }
    joinedByLineFeed(...parts: string[]): string
  }
  Transformer: { toObject(xml: string): Fields }
}

const require = createRequire(import.meta.url)
const { Wechatpay, Formatter, Aes, Hash, Rsa, Transformer } =
  require('wechatpay-axios-plugin') as Library

function clientOf({ app, gateway }: OpenGateway, secret?: string) {
  const wechat = app.credentials['wechat'] as Keys
  const { apiKey, platformKeyId, platformPublicKey } = wechat
  const [appid, mch_id] = [`wx${app.appId}`, `1${app.appId.slice(-9)}`]
  const client = new Wechatpay({
    baseURL: new URL(gateway).origin,
    mchid: mch_id,
    secret: secret ?? apiKey,
    // Of v3, which is not called here; the library wants them all the same.
    serial: 'none',
    privateKey: app.appPrivateKey,
    certs: { [platformKeyId]: platformPublicKey },
  })
  const post = async (path: string, fields: object, config?: object) => {
    const { data } = await client.chain(`v2/${path}`).post({ appid, mch_id, ...fields }, config)
    return data as Fields
  }
  return { post, wechat }
}

const refusalOf = async (reply: Promise<unknown>): Promise<Fields> =>
  reply.then(
    () => ({ err_code: 'none' }),
    (error: unknown) => Object(error).response?.data ?? Promise.reject(error),
  )

async function openTill() {
  const open = await openGateway()
  const { post, wechat } = clientOf(open)
  const code = (pays?: string) => open.sandbox.buyers.issueCode({ pays, wallet: 'wechat' }).authCode
  const order = (out_trade_no: string, more: object = {}) => ({
    body: '一杯咖啡 & 两块 <蛋糕>',
    out_trade_no,
    total_fee: 8888,
    spbill_create_ip: '8.8.8.8',
    auth_code: code(),
    ...more,
  })
  const pay = (out_trade_no: string, more: object = {}) =>
    post('pay/micropay', order(out_trade_no, more))
  return { ...open, post, pay, code, wechat }
}

test.each(['MD5', 'HMAC-SHA256'])(
  'a code is paid, found, refunded in part: %s',
  async (sign_type) => {
    const { post, pay } = await openTill()
    expect(await pay('w-1', { sign_type })).toMatchObject({
      result_code: 'SUCCESS',
      trade_type: 'MICROPAY',
      total_fee: '8888',
    })
    const by = { out_trade_no: 'w-1', sign_type }
    expect(await post('pay/orderquery', by)).toMatchObject({ trade_state: 'SUCCESS' })
    const back = { ...by, out_refund_no: 'r-1', total_fee: 8888, refund_fee: 8000 }
    expect(await post('secapi/pay/refund', back)).toMatchObject({ refund_fee: '8000' })
    expect(await post('pay/refundquery', by)).toMatchObject({ refund_status_0: 'SUCCESS' })
    expect(await post('pay/orderquery', by)).toMatchObject({ trade_state: 'REFUND' })
  },
)

test('a password is awaited; the till gives up and reverses', async () => {
  const { post, pay, code } = await openTill()
  const waits = await refusalOf(pay('w-1', { auth_code: code('never') }))
  expect(waits).toMatchObject({ err_code: 'USERPAYING' })
  const by = { out_trade_no: 'w-1' }
  expect(await post('pay/orderquery', by)).toMatchObject({ trade_state: 'USERPAYING' })
  expect(await post('secapi/pay/reverse', by)).toMatchObject({ recall: 'N' })
  expect(await post('pay/orderquery', by)).toMatchObject({ trade_state: 'REVOKED' })
  const closed = await refusalOf(post('pay/closeorder', by))
  expect(closed).toMatchObject({ result_code: 'FAIL' })
})

test('a system error leaves the till to ask: this payment was made', async () => {
  const { sandbox, post, pay } = await openTill()
  const match = { protocol: 'wechat-v2', op: 'PAY', count: 1 }
  sandbox.faults.add({ fault: 'F02', match })
  expect(await refusalOf(pay('w-1'))).toMatchObject({ err_code: 'SYSTEMERROR' })
  expect(await post('pay/orderquery', { out_trade_no: 'w-1' })).toMatchObject({
    trade_state: 'SUCCESS',
  })
})

test('another key than the merchant’s is refused in transport', async () => {
  const open = await openGateway()
  const { post } = clientOf(open, 'x'.repeat(32))
  expect(await refusalOf(post('pay/orderquery', { out_trade_no: 'w-1' }))).toEqual({
    return_code: 'FAIL',
    return_msg: '签名错误',
  })
})

test('the bill of yesterday, plain and packed: a payment, and one that was reversed', async () => {
  const { post, pay, pass } = await openTill()
  const { time_end = '' } = await pay('w-1')
  await pay('w-2')
  await post('secapi/pay/reverse', { out_trade_no: 'w-2' })
  const raw = { responseType: 'arraybuffer', transformResponse: [(data: Uint8Array) => data] }
  await pass(DAY + 12 * HOUR)
  const fetch = async (more: object) => {
    const bill = { bill_date: time_end.slice(0, 8), bill_type: 'ALL', ...more }
    return new Uint8Array(Buffer.from((await post('pay/downloadbill', bill, raw)) as never))
  }
  const plain = await fetch({})
  const { rows, summary } = Formatter.castCsvBill(plain)
  expect(rows.map((row) => [row['商户订单号'], row['交易状态'], row['退款金额']])).toEqual([
    ['w-1', 'SUCCESS', '0.00'],
    ['w-2', 'SUCCESS', '0.00'],
    ['w-2', 'REVOKED', '88.88'],
  ])
  expect(summary).toMatchObject({ 总交易单数: '3', 订单总金额: '177.76', 申请退款总金额: '88.88' })
  expect(Buffer.from(gunzipSync(await fetch({ tar_type: 'GZIP' })))).toEqual(Buffer.from(plain))
})

test('the result of a refund is told, and only the key of the merchant opens it', async () => {
  const { sandbox, post, pay, notifyUrl, wechat, pass, entries } = await openTill()
  await pay('w-1')
  await post('secapi/pay/refund', {
    out_trade_no: 'w-1',
    out_refund_no: 'r-1',
    total_fee: 8888,
    refund_fee: 1,
    notify_url: notifyUrl,
  })
  await pass(10 * SECOND)
  const [send] = entries('send')
  const { req_info = '' } = Transformer.toObject(send?.wire.body ?? '')
  const told = Transformer.toObject(Aes.AesEcb.decrypt(req_info, Hash.md5(wechat.apiKey)))
  expect(told).toMatchObject({ out_refund_no: 'r-1', refund_fee: '1', refund_status: 'SUCCESS' })
  // The shop of this fixture answers `success`, which is Alipay's word.
  expect(entries('reply')[0]).toMatchObject({ acknowledged: false, answer: 'nearly' })
  expect(sandbox.notifications.list()[0]).toMatchObject({ state: 'pending' })
})

test('a callback of v3 is verified with the key of the platform and opened with that of the merchant', async () => {
  const { sandbox, wechat, notifyUrl: url, pass, entries, app } = await openTill()
  const order = { protocol: 'wechat-v3', outTradeNo: 'v3-1', url, totalFen: 8888, passback: 'a' }
  sandbox.notifications.tell(order)
  await pass(SECOND)
  const { headers = {}, body = '' } = entries('send')[0]?.wire ?? {}
  const signed = [headers['wechatpay-timestamp'], headers['wechatpay-nonce'], body].map(String)
  const key = Rsa.from(wechat.platformPublicKey, 'public')
  const sign = headers['wechatpay-signature'] ?? ''
  expect(headers['wechatpay-serial']).toBe(wechat.platformKeyId)
  expect(Rsa.verify(Formatter.joinedByLineFeed(...signed), sign, key)).toBe(true)
  const { resource } = JSON.parse(body) as { resource: Fields }
  const { ciphertext = '', nonce = '', associated_data = '' } = resource
  const told: unknown = JSON.parse(
    Aes.AesGcm.decrypt(ciphertext, wechat.apiV3Key, nonce, associated_data),
  )
  expect(told).toMatchObject({
    appid: `wx${app.appId}`,
    mchid: `1${app.appId.slice(-9)}`,
    out_trade_no: 'v3-1',
    trade_type: 'JSAPI',
    trade_state: 'SUCCESS',
    attach: 'a',
    amount: { total: 8888, payer_total: 8888, currency: 'CNY', payer_currency: 'CNY' },
  })
})
