// Whatever arrives under /v3/, the gateway answers JSON with a code, and stays alive.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openShop } from '../../../testing/shop.fixture.ts'
import { ask, restRequest } from '../../../testing/rest.fixture.ts'

const errorShape = {
  code: expect.stringMatching(/^[\w.-]+$/),
  message: expect.any(String),
  links: [{ link: expect.stringContaining('https://'), desc: '解决方案' }],
}

test('random headers, paths and bytes', async () => {
  const shop = openShop()
  const { app } = shop
  const headerText = fc.stringMatching(/^[\x20-\x7e]{0,80}$/)
  const authorization = fc.oneof(
    headerText,
    headerText.map((text) => `ALIPAY-SHA256withRSA app_id=${app.appId},timestamp=1,${text}`),
  )
  const path = fc.webPath().map((text) => `/v3/${text.replace(/^\/+/, '')}`)
  await fc.assert(
    fc.asyncProperty(authorization, path, fc.uint8Array(), async (header, target, body) => {
      const headers = { authorization: header, 'content-type': 'text/plain' }
      const url = `http://gateway.test${target}`
      const request = new Request(url, { method: 'POST', headers, body: Buffer.from(body) })
      if (!new URL(url).pathname.startsWith('/v3/')) return
      const { status, text } = await ask(shop, request)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(JSON.parse(text)).toEqual(errorShape)
    }),
  )
})

test('random JSON, rightly signed', async () => {
  const shop = openShop()
  const target = fc.constantFrom('pay', 'precreate', 'query', 'cancel', 'close', 'refund')
  const field = fc.constantFrom(
    'out_trade_no',
    'trade_no',
    'notify_url',
    'total_amount',
    '__proto__',
  )
  const content = fc.oneof(fc.jsonValue(), fc.dictionary(field, fc.jsonValue()))
  await fc.assert(
    fc.asyncProperty(target, content, async (name, body) => {
      const rest = { target: `/v3/alipay/trade/${name}`, body }
      const { status, text, verified } = await ask(shop, restRequest(shop.app, rest))
      const seen = status === 200 ? { verified } : (JSON.parse(text) as unknown)
      expect(seen).toEqual(status === 200 ? { verified: true } : errorShape)
      expect(text).not.toContain('invalid-signature')
    }),
  )
})

test('a mebibyte of one letter', async () => {
  const shop = openShop()
  const rest = { target: '/v3/alipay/trade/query', body: 'a'.repeat(2 ** 20) }
  const { text } = await ask(shop, restRequest(shop.app, rest))
  expect(JSON.parse(text)).toMatchObject({ code: 'illegal-json' })
})
