// Where parameters travel: query, body, or some of each; every SDK does it in its own way.
import { expect, test } from 'vitest'
import {
  commonParams,
  formPost,
  GATEWAY,
  openShop,
  signed,
  takeApart,
} from '../../testing/shop.fixture.ts'

const shop = openShop()
const { app } = shop
const QUERY = 'alipay.trade.query'
const KEY = 'alipay_trade_query_response'
const base = () => commonParams(app, QUERY, { out_trade_no: 'o-1' })

const params = () => signed(app, base())
const found = { code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' }
const split = (inQuery: string[]) => {
  const all = Object.entries(params())
  const query = new URLSearchParams(all.filter(([name]) => inQuery.includes(name)))
  const body = new URLSearchParams(all.filter(([name]) => !inQuery.includes(name)))
  return { query: query.toString(), body: body.toString() }
}
const post = (url: string, body: string | undefined, type: string | undefined) =>
  new Request(url, {
    method: 'POST',
    body: body === undefined ? undefined : Buffer.from(body),
    headers: type === undefined ? {} : { 'content-type': type },
  })
const FORM = 'application/x-www-form-urlencoded'

test('GET with everything in the query', async () => {
  const request = new Request(`${GATEWAY}?${new URLSearchParams(params())}`)
  expect(takeApart(await shop.text(request), KEY, app)).toMatchObject({
    node: found,
    verified: true,
  })
})

test.each([
  [
    'everything but biz_content in the query',
    ['app_id', 'method', 'format', 'charset', 'sign_type', 'sign', 'timestamp', 'version'],
  ],
  ['only the charset in the query', ['charset']],
  [
    'sign in the body, the rest of the protocol in the query',
    ['app_id', 'method', 'format', 'charset', 'sign_type', 'timestamp', 'version'],
  ],
  ['nothing in the query', []],
])('%s', async (_what, inQuery) => {
  const { query, body } = split(inQuery)
  const text = await shop.text(post(`${GATEWAY}?${query}`, body, FORM))
  expect(takeApart(text, KEY, app).node).toMatchObject(found)
})

test('the charset in both places counts once', async () => {
  const body = new URLSearchParams(params()).toString()
  const text = await shop.text(post(`${GATEWAY}?charset=utf-8`, body, FORM))
  expect(takeApart(text, KEY, app).node).toMatchObject(found)
})

test.each(['utf-8', 'UTF-8', 'utf8', undefined])('charset %s is UTF-8', async (charset) => {
  const { charset: _utf8, ...rest } = base()
  const sent = charset === undefined ? rest : { ...rest, charset }
  const text = await shop.text(formPost(signed(app, sent)))
  expect(takeApart(text, KEY, app).node).toMatchObject(found)
})

test('spaces as %20 and as +', async () => {
  const body = new URLSearchParams(params()).toString().replaceAll('+', '%20')
  const text = await shop.text(post(GATEWAY, body, `${FORM};charset=utf-8`))
  expect(takeApart(text, KEY, app).node).toMatchObject(found)
})

test('a form without a content type is a form all the same', async () => {
  const text = await shop.text(post(GATEWAY, new URLSearchParams(params()).toString(), undefined))
  expect(takeApart(text, KEY, app).node).toMatchObject(found)
})

test.each(['text/plain', 'application/json'])('a body called %s is not read', async (type) => {
  const body = new URLSearchParams(params()).toString()
  expect(await shop.text(post(GATEWAY, body, type))).toBe(
    '{"null_response":{"code":"40001","msg":"Missing Required Arguments",' +
      '"sub_code":"isv.missing-app-id","sub_msg":"缺少AppID参数"}}',
  )
})
