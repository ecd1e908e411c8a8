// Why a signature does not fit, found by trying: each mistake is made by a client by hand and has to be named.
import { sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openAmsShop, payment, type AmsCall } from '../../testing/ams-shop.fixture.ts'

type Shop = ReturnType<typeof openAmsShop>

/** The autopsy that stands in the journal beside the refusal. */
async function autopsy(shop: Shop, how: AmsCall) {
  const reply = await shop.call('payments/pay', payment('p-1'), how)
  expect(reply.said).toBe('F INVALID_SIGNATURE')
  return shop.sandbox.trace().of('answer').at(-1)?.explained
}

const signedWith =
  (key: string, text: (body: string) => string): ((shop: Shop) => AmsCall) =>
  (shop) => {
    const body = JSON.stringify(payment('p-1'))
    const time = '2026-01-05T02:00:00.000Z'
    const head = `POST /ams/api/v1/payments/pay\n${shop.app.appId}.${time}.`
    const made = sign(
      'sha256',
      Buffer.from(text(`${head}${body}`)),
      key === '' ? shop.keys.merchantPrivateKey : key,
    )
    return {
      time,
      header: () =>
        `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(made.toString('base64'))}`,
    }
  }

describe.each<[string, (shop: Shop) => AmsCall]>([
  ['other-prefix', () => ({ signedTarget: '/ams/sandbox/api/v1/payments/pay' })],
  [
    'host-signed',
    () => ({ signedTarget: 'https://open-sea-global.alipay.com/ams/api/v1/payments/pay' }),
  ],
  ['path-shortened', () => ({ signedTarget: '/v1/payments/pay' })],
  [
    'body-whitespace',
    signedWith('', (text) =>
      text.replace(/\{.*\}$/s, (json) => JSON.stringify(JSON.parse(json), null, 2)),
    ),
  ],
  [
    'body-unicode',
    signedWith('', (text) =>
      text.replace(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`),
    ),
  ],
  ['body-with-line-feed', signedWith('', (text) => `${text}\n`)],
  ['line-end', signedWith('', (text) => text.replace('\n', '\r\n'))],
  ['other-joints', signedWith('', (text) => text.replace(/^[^{]*/, ''))],
  ['verb', signedWith('', (text) => text.replace('POST', 'post'))],
])('%s', (name, make) => {
  test('is found in the request, and both texts are shown', async () => {
    const shop = openAmsShop()
    const found = await autopsy(shop, make(shop))
    expect(found).toMatchObject({ verdict: 'mistake', mistakes: [{ name }] })
    expect(found?.gatewayText).toMatch(/^POST \/ams\/api\/v1\/payments\/pay\n/)
    expect(found?.clientText).not.toBe(found?.gatewayText)
  })
})

test('the key of the same app at openapi is told apart', async () => {
  const shop = openAmsShop()
  const found = await autopsy(shop, signedWith(shop.app.appPrivateKey ?? '', (text) => text)(shop))
  expect(found).toMatchObject({ verdict: 'mistake', mistakes: [{ name: 'key-of-another' }] })
})

test('of a pasted request nothing is wrong, and of a pasted notification the gateway’s key is right', async () => {
  const shop = openAmsShop()
  const request = shop.request('payments/pay', payment('p-1'))
  const asHttp = (line: string, headers: Headers, body: string) =>
    [line, ...[...headers].map(([name, value]) => `${name}: ${value}`), '', body].join('\n')
  const pasted = asHttp(
    'POST /ams/api/v1/payments/pay HTTP/1.1',
    request.headers,
    await request.text(),
  )
  expect(shop.sandbox.explain({ message: pasted })).toMatchObject({
    kind: 'request',
    verdict: 'fits',
  })
  await shop.pay('p-1')
  await shop.pass(1_000)
  const [told] = shop.received
  const news = asHttp(
    'POST /ams/notify?shop=1 HTTP/1.1',
    told?.headers ?? new Headers(),
    told?.text ?? '',
  )
  expect(shop.sandbox.explain({ message: news })).toMatchObject({
    kind: 'notification',
    verdict: 'fits',
  })
  const bent = news.replace('"599"', '"598"')
  expect(shop.sandbox.explain({ message: bent })).toMatchObject({ verdict: 'none-fits' })
})
