// GBK in both directions: the request, the signatures, the reply and the notification.
import { createPublicKey, sign, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { decodeText, encodeText } from '../../../values/charset.ts'
import {
  commonParams,
  formPost,
  GATEWAY,
  NOTIFY_URL,
  openShop,
  signed,
  takeApart,
  toSign,
  type Params,
  type Shop,
} from '../../../testing/shop.fixture.ts'
import { charsetOf, readParameters } from '../../parameters.ts'

const FORM = 'application/x-www-form-urlencoded'
const SUBJECT = '一杯咖啡（大）'

/** As URLEncoder of Java does it with its second argument. */
function escaped(text: string): string {
  return Array.from(encodeText(text, 'gbk'), (byte) => `%${byte.toString(16).toUpperCase()}`)
    .map((one) => (one.length === 2 ? one.replace('%', '%0') : one))
    .join('')
}

const form = (params: Params) =>
  Object.entries(params)
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .join('&')

function signedInGbk({ app }: Shop, params: Params): Params {
  const bytes = encodeText(toSign(params), 'gbk')
  const signature = sign('sha256', bytes, app.appPrivateKey ?? '')
  return { ...params, sign: signature.toString('base64') }
}

function gbkCall(shop: Shop, method: string, biz: unknown, more: Params = {}) {
  const params = commonParams(shop.app, method, biz, { charset: 'GBK', ...more })
  const { biz_content = '', ...common } = signedInGbk(shop, params)
  return new Request(`${GATEWAY}?${form(common)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=GBK' },
    body: form({ biz_content }),
  })
}

/** The signed bytes of a reply, and whether the signature fits them as they came. */
async function takeBytes(shop: Shop, request: Request, key: string) {
  const reply = await shop.sandbox.fetch(request)
  const text = Buffer.from(await reply.arrayBuffer()).toString('latin1')
  const [, node = '', signature = ''] =
    new RegExp(`^\\{"${key}":(.*),"sign":"([^"]*)"\\}$`, 's').exec(text) ?? []
  const bytes = Buffer.from(node, 'latin1')
  const publicKey = createPublicKey(shop.app.alipayPublicKey)
  return {
    type: reply.headers.get('content-type'),
    node: JSON.parse(decodeText(bytes, 'gbk')) as Record<string, unknown>,
    verified: verify('sha256', bytes, publicKey, Buffer.from(signature, 'base64')),
  }
}

test('an order in GBK is read, answered and signed in GBK', async () => {
  const shop = openShop()
  const order = { out_trade_no: 'o-1', total_amount: '1.00', subject: SUBJECT }
  const auth_code = shop.sandbox.buyers.issueCode().authCode
  const pay = { ...order, scene: 'bar_code', auth_code }
  const request = gbkCall(shop, 'alipay.trade.pay', pay, { notify_url: NOTIFY_URL })
  const paid = await takeBytes(shop, request, 'alipay_trade_pay_response')
  expect(paid).toMatchObject({
    type: 'text/html;charset=GBK',
    node: { code: '10000' },
    verified: true,
  })
  expect(shop.sandbox.trades.list()).toMatchObject([{ subject: SUBJECT, charset: 'gbk' }])
  const wrong = gbkCall(shop, 'alipay.trade.query', { out_trade_no: 'nothing' })
  expect(await takeBytes(shop, wrong, 'alipay_trade_query_response')).toMatchObject({
    node: { sub_msg: '交易不存在' },
    verified: true,
  })
})

test('a call that says gb2312, as the parameter is described, is answered as one that says GBK', async () => {
  const shop = openShop()
  const biz = { out_trade_no: 'o-1', total_amount: '1.00', subject: SUBJECT }
  const request = gbkCall(shop, 'alipay.trade.precreate', biz, { charset: 'gb2312' })
  const answer = await takeBytes(shop, request, 'alipay_trade_precreate_response')
  expect(answer).toMatchObject({
    type: 'text/html;charset=GBK',
    node: { code: '10000', out_trade_no: 'o-1' },
    verified: true,
  })
})

test('its notification is written and signed in GBK', async () => {
  const shop = openShop()
  const auth_code = shop.sandbox.buyers.issueCode().authCode
  const order = { out_trade_no: 'o-1', total_amount: '1.00', subject: SUBJECT }
  const pay = { ...order, scene: 'bar_code', auth_code }
  const more = { notify_url: NOTIFY_URL }
  await shop.sandbox.fetch(gbkCall(shop, 'alipay.trade.pay', pay, more))
  await shop.pass(10_000)
  const request = shop.received[0]?.request
  const body = (await request?.text()) ?? ''
  expect(request?.headers.get('content-type')).toMatch(/charset=GBK$/)
  expect(body).toMatch(/^[\w.*+%=&-]+$/)
  const fields = readParameters({
    method: 'POST',
    url: NOTIFY_URL,
    headers: {},
    body: Buffer.from(body),
  })
  expect(fields.get('charset')).toBe('GBK')
  expect(fields.get('subject')).toBe(SUBJECT)
  const { sign: signature = '', sign_type: _type, ...rest } = Object.fromEntries(fields)
  const bytes = encodeText(toSign(rest), 'gbk')
  const publicKey = createPublicKey(shop.app.alipayPublicKey)
  expect(verify('sha256', bytes, publicKey, Buffer.from(signature, 'base64'))).toBe(true)
})

test('what GBK does not hold is a question mark in the reply, and still signed as sent', async () => {
  const shop = openShop()
  await shop.pay('o-1')
  const refund = { out_trade_no: 'o-1', refund_amount: '1', out_request_no: 'r-1' }
  await shop.trade('refund', { ...refund, refund_reason: '退😀款' })
  const asked = { out_trade_no: 'o-1', out_request_no: 'r-1' }
  const request = gbkCall(shop, 'alipay.trade.fastpay.refund.query', asked)
  const key = 'alipay_trade_fastpay_refund_query_response'
  expect(await takeBytes(shop, request, key)).toMatchObject({
    node: { refund_reason: '退?款' },
    verified: true,
  })
})

test('a client that says GBK and signs the UTF-8 bytes is refused', async () => {
  const shop = openShop()
  const biz = { out_trade_no: 'o-1', subject: SUBJECT }
  const params = commonParams(shop.app, 'alipay.trade.query', biz, { charset: 'GBK' })
  const body = form(signed(shop.app, params))
  const headers = { 'content-type': FORM }
  const request = new Request(GATEWAY, { method: 'POST', body, headers })
  const { node } = await takeBytes(shop, request, 'alipay_trade_query_response')
  expect(node).toMatchObject({ sub_code: 'isv.invalid-signature' })
})

const wire = (url: string, type: string, body: string) => ({
  method: 'POST',
  url,
  headers: { 'content-type': type },
  body: Buffer.from(body, 'latin1'),
})

test.each([
  ['the query', `${GATEWAY}?charset=GBK`, `${FORM};charset=UTF-8`, 'charset=utf-8', 'gbk'],
  ['the body', GATEWAY, `${FORM};charset=UTF-8`, 'a=b&charset=gbk', 'gbk'],
  ['the header', GATEWAY, `${FORM};charset=GBK`, 'a=b', 'gbk'],
  ['nowhere', GATEWAY, FORM, 'a=b', 'utf-8'],
  ['the query, empty, then the body', `${GATEWAY}?charset=`, FORM, 'charset=GBK', 'gbk'],
  ['an unknown name', `${GATEWAY}?charset=big5`, FORM, '', 'utf-8'],
])('the charset is looked for in order: %s', (_where, url, type, body, charset) => {
  expect(charsetOf(wire(url, type, body))).toBe(charset)
})

test.each(['utf-8', 'UTF-8', 'utf8', 'UTF8'])('%s is UTF-8', async (charset) => {
  const shop = openShop()
  const params = commonParams(shop.app, 'alipay.trade.query', { out_trade_no: 'o' }, { charset })
  const text = await shop.text(formPost(signed(shop.app, params)))
  expect(takeApart(text, 'alipay_trade_query_response', shop.app)).toMatchObject({
    node: { sub_code: 'ACQ.TRADE_NOT_EXIST' },
    verified: true,
  })
})

test('raw GBK bytes without percent escapes are read too', () => {
  const body = Buffer.from(encodeText('charset=GBK&subject=支付=宝', 'gbk')).toString('latin1')
  expect(readParameters(wire(GATEWAY, FORM, body)).get('subject')).toBe('支付=宝')
})

/** An order by somebody who names no charset anywhere, its bytes and its signature in UTF-8. */
function unsaid(shop: Shop, method: string, biz: unknown) {
  const { charset: _left, ...params } = commonParams(shop.app, method, biz, {
    notify_url: NOTIFY_URL,
  })
  const body = new URLSearchParams(signed(shop.app, params)).toString()
  return new Request(GATEWAY, { method: 'POST', headers: { 'content-type': FORM }, body })
}

test('a request that names no charset is UTF-8, and so are its answer and its notification', async () => {
  const shop = openShop()
  const auth_code = shop.sandbox.buyers.issueCode().authCode
  const pay = { out_trade_no: 'o-1', total_amount: '1.00', subject: SUBJECT, auth_code }
  const reply = await shop.sandbox.fetch(unsaid(shop, 'alipay.trade.pay', pay))
  expect(reply.headers.get('content-type')).toBe('text/html;charset=utf-8')
  await shop.pass(5_000)
  expect(shop.received[0]?.fields).toMatchObject({ charset: 'utf-8', subject: SUBJECT })
})

test('with unsaidCharset=gbk it is taken for GBK: answered in GBK, and notified so', async () => {
  const shop = openShop()
  shop.sandbox.options.set({ unsaidCharset: 'gbk' })
  const auth_code = shop.sandbox.buyers.issueCode().authCode
  const pay = { out_trade_no: 'o-1', total_amount: '1.00', subject: 'coffee', auth_code }
  const paid = await takeBytes(
    shop,
    unsaid(shop, 'alipay.trade.pay', pay),
    'alipay_trade_pay_response',
  )
  expect(paid).toMatchObject({ type: 'text/html;charset=GBK', verified: true })
  expect(paid.node).toMatchObject({ code: '10000' })
  await shop.pass(5_000)
  expect(shop.received[0]?.fields).toMatchObject({ charset: 'GBK', out_trade_no: 'o-1' })
  // One that names it is unmoved.
  expect((await shop.call('alipay.trade.query', { out_trade_no: 'o-1' })).verified).toBe(true)
})

test('an unsaidCharset that nobody knows is refused', () => {
  const set = () => openShop().sandbox.options.set({ unsaidCharset: 'latin1' })
  expect(set).toThrow(/unsaidCharset.*utf-8 or gbk/)
})
