// Who asks, and whether it is signed: what the gateway takes of what real clients write, and what it says to
// everything else.
import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openAmsShop, payment, type AmsCall } from '../../testing/ams-shop.fixture.ts'

const asks = (how: AmsCall) =>
  openAmsShop().call('payments/inquiryPayment', { paymentId: 'x' }, how)

describe('a signed request is heard, and its answer signed in lower case without spaces', () => {
  test.each<[string, AmsCall]>([
    ['as documented', {}],
    ['under the prefix of sandboxes, by a client id of one', { prefix: '/ams/sandbox/api/v1/' }],
    [
      'without keyVersion',
      { header: (one) => `algorithm=RSA256,signature=${encodeURIComponent(one)}` },
    ],
    [
      'in another order',
      { header: (one) => `signature=${encodeURIComponent(one)}, keyVersion=1,algorithm=RSA256` },
    ],
    [
      'with Base64 that nobody encoded',
      { header: (one) => `algorithm=RSA256,keyVersion=1,signature=${one}` },
    ],
    ['with the time in milliseconds', { time: '1767578400000' }],
    ['with a time that has no colon in its zone', { time: '2026-11-21T21:12:10+0000' }],
    ['with an empty agent-token', { headers: { 'agent-token': '' } }],
    [
      'with the content type twice',
      { headers: { 'content-type': 'application/json, application/json' } },
    ],
    ['pretty-printed', { text: '{\n   "paymentId" : "x"\n}' }],
    ['with escapes', { text: '{"paymentId":"x\\/\\u4e00"}' }],
    [
      'with a query',
      { prefix: '/ams/api/v1/', signedTarget: '/ams/api/v1/payments/inquiryPayment' },
    ],
  ])('%s', async (_what, how) => {
    const reply = await asks(how)
    expect(reply).toMatchObject({ status: 200, said: 'F ORDER_NOT_EXIST', verified: true })
    expect(reply.headers.get('response-time')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/)
  })

  test('a client id of a sandbox is the same client, and comes back as it was written', async () => {
    const shop = openAmsShop()
    const how = { clientId: `SANDBOX_${shop.app.appId}`, prefix: '/ams/sandbox/api/v1/' }
    const reply = await shop.call('payments/inquiryPayment', { paymentId: 'x' }, how)
    expect(reply).toMatchObject({ said: 'F ORDER_NOT_EXIST', verified: true })
    expect(reply.headers.get('client-id')).toBe(how.clientId)
  })

  test('a target in absolute form is signed without scheme and host', async () => {
    const shop = openAmsShop()
    const request = shop.request('payments/inquiryPayment', { paymentId: 'x' })
    const exchange = await shop.sandbox.handle({
      method: 'POST',
      url: 'https://open-na-global.alipay.com/ams/api/v1/payments/inquiryPayment',
      headers: Object.fromEntries(request.headers),
      body: new Uint8Array(await request.arrayBuffer()),
    })
    const { reply } = exchange ?? {}
    expect(Buffer.from(reply?.body ?? '').toString()).toContain('ORDER_NOT_EXIST')
    const { headers = {}, body = new Uint8Array() } = reply ?? {}
    const head = `POST /ams/api/v1/payments/inquiryPayment\n${shop.app.appId}.${headers['response-time']}.`
    const signature = decodeURIComponent(headers.signature?.split('=').at(-1) ?? '')
    const key = createPublicKey(shop.keys.gatewayPublicKey)
    const bytes = Buffer.concat([Buffer.from(head), body])
    expect(verify('sha256', bytes, key, Buffer.from(signature, 'base64'))).toBe(true)
  })
})

describe('what is not taken is refused with HTTP 200 and the code of the documentation', () => {
  test.each<[string, AmsCall, string]>([
    ['an unknown client', { clientId: 'nobody' }, 'UNKNOWN_CLIENT'],
    ['no client', { clientId: '' }, 'PARAM_ILLEGAL'],
    [
      'a signature of another path',
      { signedTarget: '/ams/api/v1/payments/pay' },
      'INVALID_SIGNATURE',
    ],
    ['no signature', { header: () => '' }, 'INVALID_SIGNATURE'],
    [
      'nonsense for a signature',
      { header: () => 'algorithm=RSA256,signature=%E0%A4%A' },
      'INVALID_SIGNATURE',
    ],
    [
      'another algorithm',
      { header: (one) => `algorithm=RSA,signature=${encodeURIComponent(one)}` },
      'INVALID_SIGNATURE',
    ],
    [
      'another version of the key',
      { header: (one) => `algorithm=RSA256,keyVersion=2,signature=${encodeURIComponent(one)}` },
      'KEY_NOT_FOUND',
    ],
    ['an unknown agent-token', { headers: { 'agent-token': 'nobody-gave-it' } }, 'OAUTH_FAILED'],
    [
      'an encrypted body',
      { headers: { encrypt: 'algorithm=RSA_AES,keyVersion=1,symmetricKey=x' } },
      'PARAM_ILLEGAL',
    ],
    [
      'a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      'MEDIA_TYPE_NOT_ACCEPTABLE',
    ],
    ['no JSON', { text: 'paymentId=x' }, 'PARAM_ILLEGAL'],
    ['a list', { text: '[]' }, 'PARAM_ILLEGAL'],
    ['a body that is too deep', { text: '['.repeat(10_000) }, 'PARAM_ILLEGAL'],
  ])('%s', async (_what, how, code) => {
    const reply = await asks(how)
    expect(reply).toMatchObject({ status: 200, said: `F ${code}` })
    // Nobody can sign for a client that nobody knows.
    expect(reply.verified).toBe(!('clientId' in how))
  })

  test.each([
    ['payments/capture', 'F INVALID_API'],
    ['payments/nothing', 'F INVALID_API'],
    ['../v2/payments/pay', 'F INVALID_API'],
  ])('the path %s', async (path, said) => {
    const signedTarget = new URL(path, 'http://gateway.test/ams/api/v1/').pathname
    const reply = await openAmsShop().call(path, {}, { signedTarget })
    expect(reply).toMatchObject({ said, status: 200, verified: true })
  })

  test('a GET', async () => {
    const shop = openAmsShop()
    const url = 'http://gateway.test/ams/api/v1/payments/pay'
    const headers = { 'client-id': shop.app.appId }
    const reply = await shop.ask(new Request(url, { headers }))
    expect(reply).toMatchObject({ said: 'F METHOD_NOT_SUPPORTED', status: 200 })
  })

  test('a refusal of the signature is signed unless an option says otherwise', async () => {
    const shop = openAmsShop()
    const forged = { signedTarget: '/elsewhere' }
    const call = () => shop.call('payments/pay', payment('p-1'), forged)
    expect((await call()).verified).toBe(true)
    shop.sandbox.options.set({ amsSignErrors: false })
    const unsigned = await call()
    expect(unsigned.said).toBe('F INVALID_SIGNATURE')
    expect(unsigned.headers.get('signature')).toBeNull()
  })

  test('the signature that one SDK sends to development gateways, only where an option takes it', async () => {
    const shop = openAmsShop()
    const header = () => 'algorithm=RSA256,keyVersion=1,signature=testing_signature'
    const call = () => shop.call('payments/inquiryPayment', { paymentId: 'x' }, { header })
    expect((await call()).said).toBe('F INVALID_SIGNATURE')
    shop.sandbox.options.set({ amsTestingSignature: true })
    expect((await call()).said).toBe('F ORDER_NOT_EXIST')
  })
})
