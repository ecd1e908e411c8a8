// The two gateways as a client meets them: where they are, what a request holds, what a reply is.
import { expect, test } from 'vitest'
import { ask, call as callRest, restRequest } from '../../testing/rest.fixture.ts'
import {
  commonParams,
  formPost,
  NOTIFY_URL,
  openShop,
  signed,
  takeApart,
  type Params,
} from '../../testing/shop.fixture.ts'

const QUERY = 'alipay.trade.query'
const KEY = 'alipay_trade_query_response'

test.each<[string, Params]>([
  ['charset utf-8', { charset: 'utf-8' }],
  ['charset UTF-8', { charset: 'UTF-8' }],
  ['charset GBK', { charset: 'GBK' }],
  ['sign_type RSA2', { sign_type: 'RSA2' }],
  ['sign_type RSA', { sign_type: 'RSA' }],
  ['format json', { format: 'json' }],
  ['format JSON', { format: 'JSON' }],
  ['notify_url', { notify_url: NOTIFY_URL }],
  ['a parameter nobody knows', { alipay_sdk: 'alipay-sdk-nodejs-4.0.0' }],
])('/gateway.do takes %s and answers in the envelope, signed', async (_what, more) => {
  const shop = openShop()
  await shop.pay('o-1')
  const { node, verified } = await shop.call(QUERY, { out_trade_no: 'o-1' }, more)
  expect(node).toMatchObject({ code: '10000', msg: 'Success', trade_status: 'TRADE_SUCCESS' })
  expect(verified).toBe(true)
})

test.each(['app_id', 'method', 'sign_type', 'sign', 'timestamp', 'version'])(
  '/gateway.do refuses a request without %s',
  async (name) => {
    const { app, text, sandbox } = openShop()
    sandbox.options.set({ strictVersion: true })
    const { [name]: _left, ...params } = commonParams(app, QUERY, {})
    const reply = await text(formPost(name === 'sign' ? params : signed(app, params)))
    const word = name === 'sign' ? 'signature' : name === 'sign_type' ? 'signature-type' : name
    expect(reply).toContain(`"code":"40001","msg":"Missing Required Arguments"`)
    expect(reply).toContain(`"sub_code":"isv.missing-${word.replace('_', '-')}"`)
  },
)

test('app_auth_token makes the call the merchant’s, and notify_url is told', async () => {
  const { sandbox, call, pay, pass, received } = openShop()
  const merchant = sandbox.apps.add('second shop')
  const { code } = sandbox.apps.authorise(merchant.appId)
  const { node } = await call('alipay.open.auth.token.app', {
    grant_type: 'authorization_code',
    code,
  })
  await pay('o-1', {}, { app_auth_token: String(node.app_auth_token) })
  expect(sandbox.trades.get('o-1')).toMatchObject({ pid: merchant.pid })
  await pass(5_000)
  expect(received[0]?.fields).toMatchObject({ out_trade_no: 'o-1' })
})

test('GET and POST, parameters in the query or in the form', async () => {
  const { app, text } = openShop()
  const params = signed(app, commonParams(app, QUERY, { out_trade_no: 'o-1' }))
  const { biz_content = '', ...common } = params
  const gateway = 'http://gateway.test/gateway.do'
  const requests = [
    new Request(`${gateway}?${new URLSearchParams(params)}`),
    new Request(`${gateway}?${new URLSearchParams(params)}`, { method: 'POST' }),
    new Request(`${gateway}?${new URLSearchParams(common)}`, {
      method: 'POST',
      body: new URLSearchParams({ biz_content }),
    }),
  ]
  for (const request of requests) {
    const { node, verified } = takeApart(await text(request), KEY, app)
    expect(node).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' })
    expect(verified).toBe(true)
  }
})

test.each(['pay', 'precreate', 'create', 'query', 'cancel', 'close', 'refund'])(
  '/v3/alipay/trade/%s is there under POST, and not under GET',
  async (name) => {
    const shop = openShop()
    const target = `/v3/alipay/trade/${name}`
    const posted = await callRest(shop, target, {})
    expect(posted.status).toBe(400)
    expect(JSON.parse(posted.text)).toMatchObject({ code: 'ACQ.INVALID_PARAMETER' })
    const got = await ask(shop, restRequest(shop.app, { verb: 'GET', target }))
    expect([got.status, JSON.parse(got.text)]).toMatchObject([400, { code: 'invalid-method' }])
  },
)

test('a success is 200 with the bare fields, signed in headers', async () => {
  const shop = openShop()
  await shop.pay('o-1')
  const reply = await callRest(shop, '/v3/alipay/trade/query', { out_trade_no: 'o-1' })
  expect([reply.status, reply.verified]).toEqual([200, true])
  const fields = JSON.parse(reply.text) as Record<string, unknown>
  expect(fields).toMatchObject({ out_trade_no: 'o-1', trade_status: 'TRADE_SUCCESS' })
  expect(Object.keys(fields)).not.toEqual(expect.arrayContaining(['code']))
})

test('a refusal is an HTTP status with code and message, and another scheme is refused', async () => {
  const shop = openShop()
  const rest = { target: '/v3/alipay/trade/query', body: { out_trade_no: 'nothing' } }
  const refused = await ask(shop, restRequest(shop.app, rest))
  expect([refused.status, JSON.parse(refused.text)]).toMatchObject([
    400,
    { code: 'ACQ.TRADE_NOT_EXIST', message: '交易不存在' },
  ])
  const request = restRequest(shop.app, rest)
  const authorization = request.headers.get('authorization') ?? ''
  request.headers.set('authorization', authorization.replace('SHA256withRSA', 'SM2'))
  const other = await ask(shop, request)
  expect([other.status, JSON.parse(other.text)]).toMatchObject([
    400,
    { code: 'invalid-signature-type' },
  ])
})
