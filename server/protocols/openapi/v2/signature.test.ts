// Which signatures the gateway takes, and what it says of the others.
import { expect, test } from 'vitest'
import {
  commonParams,
  formPost,
  openShop,
  signed,
  signWith,
  takeApart,
  toSign,
  type Params,
} from '../../../testing/shop.fixture.ts'

const shop = openShop()
const { app } = shop
const QUERY = 'alipay.trade.query'
const KEY = 'alipay_trade_query_response'
const base = () => commonParams(app, QUERY, { out_trade_no: 'o-1' })

const ask = async (params: Params) => takeApart(await shop.text(formPost(params)), KEY, app)

test('a wrong one is answered with the text the gateway verified', async () => {
  const params = { ...signed(app, base()), sign: signWith(app, 'something else') }
  const { node, verified } = await ask(params)
  expect(node).toEqual({
    code: '40002',
    msg: 'Invalid Arguments',
    sub_code: 'isv.invalid-signature',
    sub_msg:
      '验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：' +
      toSign(params).replaceAll('&', '&amp;'),
  })
  expect(verified).toBe(true)
})

test.each([
  ['RSA2', 'RSA', 'sha1'],
  ['RSA', 'RSA2', 'sha256'],
])('declared %s, signed with %s: the gateway names both', async (declared, used, digest) => {
  const params = { ...base(), sign_type: declared }
  const sign = signWith(app, toSign(params), digest)
  const text = await shop.text(formPost({ ...params, sign }))
  const { node } = takeApart(text, KEY, app)
  expect(node).toMatchObject({
    code: '40002',
    sub_code: 'isv.invalid-signature',
    sub_msg: `验签出错，sign值与sign_type参数指定的签名类型不一致：sign_type参数值为${declared}，您实际用的签名类型可能是${used}`,
  })
})

test.each(['', '=', 'not base64 at all', 'AAAA', 'A'.repeat(10_000)])(
  'garbage %j is no signature',
  async (sign) => {
    const text = await shop.text(formPost({ ...signed(app, base()), sign }))
    expect(text).toMatch(/isv\.(invalid|missing)-signature/)
  },
)

test('every parameter counts, also one the gateway does not know', async () => {
  const params = signed(app, { ...base(), alipay_sdk: 'x', foo: 'bar baz' })
  expect((await ask(params)).node).toMatchObject({ code: '40004' })
  expect((await ask({ ...params, foo: 'bar' })).node).toMatchObject({ code: '40002' })
})

test('an unsent empty, a sent empty left unsigned, and a sent empty signed are all right', async () => {
  const empties = { ...base(), notify_url: '', terminal_type: '' }
  const canonical = { ...empties, sign: signWith(app, toSign(empties)) }
  expect((await ask(canonical)).node).toMatchObject({ code: '40004' })
  // The Node SDK, the official Python one and python-alipay-sdk sign empty values too.
  const text = Object.entries(empties)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  expect((await ask({ ...empties, sign: signWith(app, text) })).node).toMatchObject({
    code: '40004',
  })
})

test('values are signed as they are, never re-encoded', async () => {
  const biz = '{ "out_trade_no" : "o-1", "x":"a+b%20c&d=e/\\u5496\\u5561 咖啡" }'
  expect((await ask(signed(app, { ...base(), biz_content: biz }))).node).toMatchObject({
    code: '40004',
  })
})
