// The gateway's own checks in v3: their order, codes, texts and HTTP statuses. All of them unsigned.
import { expect, test } from 'vitest'
import { START_AT } from '../../../hosts/memory.ts'
import { openShop } from '../../../testing/shop.fixture.ts'
import { HOUR, MINUTE } from '../../../values/instant.ts'
import {
  ask,
  authStringOf,
  restRequest,
  signText,
  type Rest,
} from '../../../testing/rest.fixture.ts'

const shop = openShop()
const { app } = shop
const QUERY = '/v3/alipay/trade/query'
const base: Rest = { target: QUERY, body: { out_trade_no: 'o-1' } }
const FOUND = { status: 400, code: 'ACQ.TRADE_NOT_EXIST' }

async function refusal(request: Request, where = shop) {
  const { status, text, header } = await ask(where, request)
  expect(header('alipay-signature')).toBeNull()
  const { code, message } = JSON.parse(text) as { code: string; message: string }
  return { status, code, message }
}
const asked = (rest: Partial<Rest>) => refusal(restRequest(app, { ...base, ...rest }))

test.each<[string, Partial<Rest>, string, string]>([
  // A request that lacks everything lacks its timestamp first (probed).
  ['no timestamp', { auth: { timestamp: undefined } }, 'missing-timestamp', '缺少时间戳参数'],
  ['no app_id', { auth: { app_id: undefined } }, 'missing-app-id', '缺少AppID参数'],
  ['an unknown app_id', { auth: { app_id: 'test' } }, 'invalid-app-id', '无效的AppID参数'],
  [
    'an unknown certificate',
    { auth: { app_cert_sn: 'x' } },
    'app-cert-not-exist',
    '应用公钥证书不存在',
  ],
  [
    'a timestamp in words',
    { auth: { timestamp: '2026-01-05' } },
    'invalid-timestamp',
    '非法的时间戳参数',
  ],
  ['an unknown path', { target: '/v3/alipay/trade/nothing' }, 'invalid-method', '不存在的方法名'],
  ['a path of Object', { target: '/v3/constructor' }, 'invalid-method', '不存在的方法名'],
  [
    'a page payment, which has no path',
    { target: '/v3/alipay/trade/page/pay' },
    'invalid-method',
    '不存在的方法名',
  ],
  ['a known path under another verb', { verb: 'PUT' }, 'invalid-method', '不存在的方法名'],
  ['no JSON', { body: 'out_trade_no=o-1' }, 'illegal-json', '参数无效'],
  ['JSON too deep', { body: '['.repeat(99) + ']'.repeat(99) }, 'illegal-json', '参数无效'],
  ['a token nobody gave', { appAuthToken: 'x' }, 'invalid-app-auth-token', '无效的应用授权令牌'],
])('%s', async (_what, rest, code, message) => {
  expect(await asked(rest)).toEqual({ status: code.includes('token') ? 401 : 400, code, message })
})

test('no Authorization at all lacks a timestamp, with 400 and not 401 (probed)', async () => {
  const request = new Request(`http://gateway.test${QUERY}`, { method: 'POST', body: '{}' })
  expect(await refusal(request)).toMatchObject({ status: 400, code: 'missing-timestamp' })
})

const withAuthorization = (authorization: string) =>
  new Request(`http://gateway.test${QUERY}`, {
    method: 'POST',
    headers: { authorization },
    body: '{}',
  })

test('another scheme and no signature have codes of their own', async () => {
  const authString = authStringOf(app)
  const other = withAuthorization(`ALIPAY-SM2withSM3 ${authString},sign=AAAA`)
  expect(await refusal(other)).toMatchObject({ code: 'invalid-signature-type' })
  const none = withAuthorization(`ALIPAY-SHA256withRSA ${authString}`)
  expect(await refusal(none)).toMatchObject({ code: 'missing-signature' })
})

test('a wrong signature is answered with the text the gateway verified', async () => {
  const authString = authStringOf(app)
  const sign = signText(app, 'something else')
  const { status, code, message } = await refusal(
    withAuthorization(`ALIPAY-SHA256withRSA ${authString},sign=${sign}`),
  )
  expect({ status, code }).toEqual({ status: 400, code: 'invalid-signature' })
  expect(message).toContain(`验签字符串为：${authString}\nPOST\n${QUERY}\n{}\n`)
})

test('the status of a wrong signature is an option: two pages disagree', async () => {
  const strict = openShop()
  strict.sandbox.options.set({ v3BadSignatureStatus: '401' })
  const request = restRequest(strict.app, base, 'another body')
  expect(await refusal(request, strict)).toMatchObject({ status: 401, code: 'invalid-signature' })
})

test('the app_id is looked at before the signature (probed)', async () => {
  const request = withAuthorization('ALIPAY-SHA256withRSA app_id=test,timestamp=1,sign=AAAA')
  expect(await refusal(request)).toMatchObject({ status: 400, code: 'invalid-app-id' })
})

test.each<[string, Rest['auth']]>([
  [
    'the order of the documentation, with further pairs',
    { timestamp: String(START_AT), expired_seconds: '120' },
  ],
  ['no nonce', { nonce: undefined }],
  ['a nonce that looks like a pair', { nonce: 'a=b==' }],
])('accepted: %s', async (_what, auth) => {
  expect(await asked({ auth })).toMatchObject(FOUND)
})

test.each([
  ['ten minutes old', START_AT - 10 * MINUTE, FOUND.code],
  ['a millisecond older', START_AT - 10 * MINUTE - 1, 'invalid-timestamp'],
  ['an hour ahead', START_AT + HOUR, FOUND.code],
])('a timestamp %s', async (_what, timestamp, code) => {
  expect(await asked({ auth: { timestamp: String(timestamp) } })).toMatchObject({ code })
})

test('a client keeps real time while a test moves the clock of the gateway: still fresh', async () => {
  const moved = openShop()
  await moved.sandbox.clock.advance(24 * HOUR)
  const byWall = restRequest(moved.app, { ...base, auth: { timestamp: String(START_AT) } })
  expect(await refusal(byWall, moved)).toMatchObject(FOUND)
  const gatewayTime = String(START_AT + 24 * HOUR)
  const byGateway = restRequest(moved.app, { ...base, auth: { timestamp: gatewayTime } })
  expect(await refusal(byGateway, moved)).toMatchObject(FOUND)
})

test('a nonce may come again unless the option says once', async () => {
  expect(await asked({})).toMatchObject(FOUND)
  expect(await asked({})).toMatchObject(FOUND)
  const strict = openShop()
  strict.sandbox.options.set({ v3NonceOnce: true })
  const request = () => restRequest(strict.app, base)
  expect(await refusal(request(), strict)).toMatchObject(FOUND)
  expect(await refusal(request(), strict)).toMatchObject({ code: 'suspected-attack' })
  const next = restRequest(strict.app, { ...base, auth: { nonce: 'n-2' } })
  expect(await refusal(next, strict)).toMatchObject(FOUND)
})

test('a field that is missing is named, under 400', async () => {
  const reply = await asked({ body: {} })
  expect(reply).toMatchObject({ status: 400, code: 'ACQ.INVALID_PARAMETER' })
  expect(reply.message).toContain('out_trade_no')
})

test.each([
  ['with a query', `${QUERY}?auth=1&x=%E4%B8%AD+a%20b`],
  ['that is percent-encoded where it need not be', `${QUERY}?%61=%62`],
])('a target %s is signed as it stands on the wire', async (_what, target) => {
  expect(await asked({ target })).toMatchObject(FOUND)
})

test('a POST that means DELETE is signed and taken as one', async () => {
  const signedAs = restRequest(app, { ...base, verb: 'DELETE' })
  const request = new Request(signedAs.url, {
    method: 'POST',
    body: JSON.stringify(base.body),
    headers: { ...Object.fromEntries(signedAs.headers), 'x-http-method-override': 'DELETE' },
  })
  expect(await refusal(request)).toMatchObject({ code: 'invalid-method' })
})

test('of a form with files the part "data" is signed and read', async () => {
  const json = JSON.stringify(base.body)
  const part = (disposition: string, text: string) =>
    `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`
  const file = part('name="image"; filename="a.png"', '\u0000binary')
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  for (const parts of [file + part('name="data"', json), part('name="data"', json) + file]) {
    const rest = { ...base, headers, body: `${parts}--b--\r\n` }
    expect(await refusal(restRequest(app, rest, json))).toMatchObject(FOUND)
  }
})

test.each([
  ['POST', 'trade/pay'],
  ['POST', 'trade/precreate'],
  ['POST', 'trade/create'],
  ['POST', 'trade/query'],
  ['POST', 'trade/cancel'],
  ['POST', 'trade/close'],
  ['POST', 'trade/refund'],
  ['POST', 'trade/fastpay/refund/query'],
  ['POST', 'trade/order/settle'],
  ['POST', 'trade/orderinfo/sync'],
  ['POST', 'system/oauth/token'],
  ['POST', 'open/auth/token/app'],
  ['GET', 'data/dataservice/bill/downloadurl/query'],
])('%s /v3/alipay/%s is a path, and reads its fields', async (verb, path) => {
  const target = `/v3/alipay/${path}`
  const body = verb === 'GET' ? undefined : {}
  const { status, code } = await asked({ verb, target, body })
  expect(status).toBe(400)
  expect(code).not.toBe('invalid-method')
  const other = verb === 'GET' ? { verb: 'POST', body: {} } : { verb: 'GET', body: undefined }
  expect(await asked({ target, ...other })).toMatchObject({ code: 'invalid-method' })
})
