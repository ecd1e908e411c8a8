// Replies of v3 byte for byte: the bare business object, signed in headers, and unsigned errors.
import { expect, test } from 'vitest'
import { START_AT } from '../../../hosts/memory.ts'
import { NOTIFY_URL, openShop, toSign, type Shop } from '../../../testing/shop.fixture.ts'
import { isSignedBy } from '../../../pki/signature.ts'
import { MINUTE } from '../../../values/instant.ts'
import { ask, call, restRequest } from '../../../testing/rest.fixture.ts'

const order = { out_trade_no: 'o-1', total_amount: '88.88', subject: '咖啡/茶' }
const PAY = '/v3/alipay/trade/pay'
const QUERY = '/v3/alipay/trade/query'

function pay(shop: Shop, pays = 'at-once', more: Record<string, unknown> = {}) {
  const auth_code = shop.sandbox.buyers.issueCode({ pays }).authCode
  return call(shop, PAY, { ...order, scene: 'bar_code', auth_code, ...more })
}

/** The reply's text with what the seed decides written as names. */
function plain(shop: Shop, text: string): string {
  const { buyerId = '', logonId = '' } = shop.sandbox.buyers.list()[0] ?? {}
  const [trade] = shop.sandbox.trades.list()
  return text
    .replaceAll(trade?.tradeNo ?? 'none', 'TRADE_NO')
    .replaceAll(buyerId, 'BUYER')
    .replaceAll(logonId.slice(0, 3), 'abc')
}

test('a success has no code and no msg, and its signature covers timestamp, nonce and body', async () => {
  const shop = openShop()
  const { status, text, header, verified } = await pay(shop)
  expect(status).toBe(200)
  expect(verified).toBe(true)
  expect(plain(shop, text)).toBe(
    '{"buyer_logon_id":"abc***@sandbox.com","buyer_pay_amount":"88.88","buyer_user_id":"BUYER",' +
      '"fund_bill_list":[{"amount":"88.88","fund_channel":"ALIPAYACCOUNT"}],' +
      '"gmt_payment":"2026-01-05 10:00:00","invoice_amount":"88.88","out_trade_no":"o-1",' +
      '"point_amount":"0.00","receipt_amount":"88.88","total_amount":"88.88","trade_no":"TRADE_NO"}',
  )
  expect(header('content-type')).toBe('application/json;charset=UTF-8')
  expect(header('alipay-timestamp')).toBe(String(START_AT))
  expect(header('alipay-nonce')).toMatch(/^[0-9a-f]{32}$/)
  expect(header('alipay-trace-id')).toMatch(/^\d{29,}$/)
  expect(header('trace_id')).toBeNull()
  expect(header('alipay-sn')).toBeNull()
})

test('the nonce of a reply is never the same twice', async () => {
  const shop = openShop()
  await pay(shop)
  const nonces = [
    (await call(shop, QUERY, { out_trade_no: 'o-1' })).header('alipay-nonce'),
    (await call(shop, QUERY, { out_trade_no: 'o-1' })).header('alipay-nonce'),
  ]
  expect(new Set(nonces).size).toBe(2)
})

test('a password is asked: 200 without gmt_payment; only a query tells more', async () => {
  const shop = openShop()
  const { status, text, verified } = await pay(shop, 'never')
  expect({ status, verified }).toEqual({ status: 200, verified: true })
  expect(JSON.parse(text)).toMatchObject({ out_trade_no: 'o-1', receipt_amount: '0.00' })
  expect(text).not.toContain('gmt_payment')
  const [answer] = shop.sandbox.trace().of('answer')
  expect(answer?.result).toMatchObject({ code: '10003' })
  const query = await call(shop, QUERY, { out_trade_no: 'o-1' })
  expect(JSON.parse(query.text)).toMatchObject({ trade_status: 'WAIT_BUYER_PAY' })
})

test('a business error is an unsigned 400 with the link to its remedy', async () => {
  const shop = openShop()
  const { status, text, header } = await call(shop, QUERY, { out_trade_no: 'nobody' })
  const trace = header('alipay-trace-id')
  expect(status).toBe(400)
  expect(text).toBe(
    '{"code":"ACQ.TRADE_NOT_EXIST","links":[{"link":"https://open.alipay.com/api/errCheck?traceId=' +
      `${trace}&source=openapi","desc":"解决方案"}],"message":"交易不存在"}`,
  )
  expect(header('alipay-signature')).toBeNull()
  expect(header('alipay-timestamp')).toBeNull()
})

test('the journal says of v3 traffic what it says of v2: rules need not know which it was', async () => {
  const neutral = (shop: Shop) => {
    const trace = shop.sandbox.trace()
    return {
      requests: trace.of('request').map(({ op, method, appId, amountFen, ids }) => {
        return { op, method, appId, amountFen, ids }
      }),
      results: trace.of('answer').map(({ result }) => result),
    }
  }
  const [rest, form] = [openShop(), openShop()]
  await pay(rest)
  await form.trade('pay', {
    ...order,
    scene: 'bar_code',
    auth_code: form.sandbox.buyers.issueCode({ pays: 'at-once' }).authCode,
  })
  for (const body of [{ out_trade_no: 'o-1' }, { out_trade_no: 'nobody' }]) {
    await call(rest, QUERY, body)
    await form.trade('query', body)
  }
  expect(neutral(rest)).toEqual(neutral(form))
  expect(rest.sandbox.trace().of('request')[0]?.protocol).toBe('openapi-v3')
})

test('a notification of a v3 order goes to the notify_url in its body, and verifies as in v2', async () => {
  const shop = openShop()
  await pay(shop, 'at-once', { notify_url: NOTIFY_URL })
  await shop.pass(MINUTE)
  const [{ fields } = { fields: {} }] = shop.received
  const { sign = '', sign_type: _left, ...rest } = fields as Record<string, string>
  expect(rest).toMatchObject({ out_trade_no: 'o-1', trade_status: 'TRADE_SUCCESS' })
  const isGenuine = isSignedBy(shop.app.alipayPublicKey, 'sha256', Buffer.from(toSign(rest)), sign)
  expect(isGenuine).toBe(true)
})

test.each([
  ['F01', undefined],
  ['F02', 'TRADE_SUCCESS'],
])('20000 as an HTTP 500 (%s): unknown until a query tells', async (fault, status) => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault, match: { op: 'PAY', protocol: 'openapi-v3', count: 1 } })
  const reply = await pay(shop)
  expect(reply.status).toBe(500)
  expect(JSON.parse(reply.text)).toMatchObject({ code: 'unknow-error', message: '系统繁忙' })
  expect(shop.sandbox.trades.get('o-1')?.status).toBe(status)
})

test('ACQ.SYSTEM_ERROR comes as a 400, as its page documents, and says as little', async () => {
  const shop = openShop()
  const options = { executed: 'yes', subCode: 'ACQ.SYSTEM_ERROR' }
  shop.sandbox.faults.add({ fault: 'unknown', options, match: { op: 'PAY', count: 1 } })
  const reply = await pay(shop)
  expect(reply.status).toBe(400)
  expect(JSON.parse(reply.text)).toMatchObject({ code: 'ACQ.SYSTEM_ERROR' })
  expect(shop.sandbox.trades.get('o-1')?.status).toBe('TRADE_SUCCESS')
})

test('a lost reply is a failed fetch, and the payment has happened', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'F03', match: { op: 'PAY', count: 1 } })
  await expect(pay(shop)).rejects.toThrow('fetch failed')
  expect(shop.sandbox.trades.get('o-1')?.status).toBe('TRADE_SUCCESS')
})

test('in certificate mode the reply names the certificate of the gateway', async () => {
  const shop = openShop()
  const { certificates } = await shop.sandbox.apps.certify(shop.app.appId)
  const auth = { app_cert_sn: certificates?.appCertSn }
  await pay(shop)
  const body = { out_trade_no: 'o-1' }
  const { header, verified } = await ask(shop, restRequest(shop.app, { target: QUERY, body, auth }))
  expect(verified).toBe(true)
  expect(header('alipay-sn')).toBe(certificates?.alipayCertSn)
})
