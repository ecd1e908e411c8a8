// Properties: whatever a modelled client signs, the gateway takes; whatever the gateway signs, each
// modelled client accepts.
import { createPublicKey, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeText, encodeText, type Charset } from '../../../values/charset.ts'
import { commonParams, GATEWAY, openShop } from '../../../testing/shop.fixture.ts'
import { CUTTING, formOf, SIGNING, signedText, type Params } from './clients.fixture.ts'

const shop = openShop()
const { app } = shop
const QUERY = 'alipay.trade.query'
const KEY = 'alipay_trade_query_response'
const FORM = 'application/x-www-form-urlencoded'

const names = fc.stringMatching(/^x[a-z_]{1,8}$/)
const values = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('', '0', '@file', 'a+b c', '%20', '&=?#', '支付宝', 'a\r\nb', '{"a":"}"}'),
)
const extras = fc.dictionary(names, values, { maxKeys: 5, noNullPrototype: true })
const charsets = fc.constantFrom<Charset>('utf-8', 'gbk')
const digests = fc.constantFrom('RSA', 'RSA2')
/** What GBK cannot hold no client of GBK can send. */
const inCharset = (params: Params, charset: Charset): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      decodeText(encodeText(value, charset), charset),
    ]),
  )

test.each(Object.entries(SIGNING))('a client that %s is understood', async (_client, keep) => {
  await fc.assert(
    fc.asyncProperty(
      extras,
      charsets,
      digests,
      fc.boolean(),
      fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
      async (more, charset, sign_type, plus, inBody) => {
        const common = commonParams(app, QUERY, '{"out_trade_no":"支付-1"}', { charset, sign_type })
        const params = inCharset({ ...common, ...more }, charset)
        const digest = sign_type === 'RSA' ? 'sha1' : 'sha256'
        const text = signedText(params, keep, charset)
        const signature = sign(digest, text, app.appPrivateKey ?? '').toString('base64')
        const all = Object.entries({ ...params, sign: signature })
        const part = (wanted: boolean) =>
          formOf(
            Object.fromEntries(all.filter((_pair, at) => inBody[at] === wanted)),
            charset,
            plus,
          )
        const request = new Request(`${GATEWAY}?${part(false)}`, {
          method: 'POST',
          headers: { 'content-type': FORM },
          body: part(true) || 'nothing=',
        })
        const reply = await shop.sandbox.fetch(request)
        const answer = decodeText(new Uint8Array(await reply.arrayBuffer()), charset)
        expect(answer).toContain('ACQ.TRADE_NOT_EXIST')
      },
    ),
    { numRuns: 60, seed: 20260105 },
  )
})

/** Numbers of orders come back in replies; these hold what trips careless cutting. */
const numbers = fc
  .array(fc.constantFrom('a', '/', '"', '\\', '支', '&', ' ', '<', ',"sign":"'.slice(0, 2), '😀'), {
    minLength: 1,
    maxLength: 20,
  })
  .map((pieces) => pieces.join(''))

test.each(Object.entries(CUTTING))('%s accepts what the gateway signs', async (_client, cut) => {
  const publicKey = createPublicKey(app.alipayPublicKey)
  await fc.assert(
    fc.asyncProperty(numbers, async (out_trade_no) => {
      const { text, signature = '' } = await shop.call(QUERY, { out_trade_no })
      const bytes = Buffer.from(cut(text, KEY) ?? '')
      expect(verify('sha256', bytes, publicKey, Buffer.from(signature, 'base64'))).toBe(true)
    }),
    { numRuns: 40, seed: 20260105 },
  )
})
