// AES in v3: the ciphertext is what travels and what is signed, errors stay plain.
import { expect, test } from 'vitest'
import { openShop } from '../../../testing/shop.fixture.ts'
import { decryptAes, encryptAes } from '../../../pki/aes.ts'
import { ask, restRequest, type Rest } from '../../../testing/rest.fixture.ts'

const shop = openShop()
const { app } = shop
const KEY = app.encryptKey ?? ''
const PAY = '/v3/alipay/trade/pay'
const QUERY = '/v3/alipay/trade/query'
const encrypted = (content: unknown) => encryptAes(KEY, Buffer.from(JSON.stringify(content)))
const headers = { 'content-type': 'text/plain', 'alipay-encrypt-type': 'AES' }
const send = (rest: Rest) => ask(shop, restRequest(app, { headers, ...rest }))

test('both ways: the reply is Base64, signed as it travels', async () => {
  const { authCode } = shop.sandbox.buyers.issueCode()
  const order = { out_trade_no: 'o-1', total_amount: '88.88', subject: '一杯咖啡' }
  const content = { ...order, scene: 'bar_code', auth_code: authCode }
  const { status, text, verified } = await send({ target: PAY, body: encrypted(content) })
  expect({ status, verified }).toEqual({ status: 200, verified: true })
  const opened = Buffer.from(decryptAes(KEY, text) ?? '').toString()
  expect(JSON.parse(opened)).toMatchObject({ out_trade_no: 'o-1', receipt_amount: '88.88' })
  expect(shop.sandbox.trades.get('o-1')?.subject).toBe('一杯咖啡')
})

test('a refusal stays plain', async () => {
  const { status, text } = await send({ target: QUERY, body: encrypted({ out_trade_no: 'x' }) })
  expect(status).toBe(400)
  expect(JSON.parse(text)).toMatchObject({ code: 'ACQ.TRADE_NOT_EXIST' })
})

test.each<[string, Partial<Rest>, string]>([
  ['what is no ciphertext', { body: '{"out_trade_no":"x"}' }, 'decryption-error-unknown'],
  [
    'another algorithm',
    { headers: { ...headers, 'alipay-encrypt-type': 'SM4' } },
    'decryption-error-not-valid-encrypt-type',
  ],
  [
    'ciphertext that does not say so',
    { headers: { 'content-type': 'text/plain' } },
    'decryption-error-missing-encrypt-type',
  ],
])('%s', async (_what, rest, code) => {
  const body = encrypted({ out_trade_no: 'x' })
  const { status, text } = await send({ target: QUERY, body, ...rest })
  expect(status).toBe(400)
  expect(JSON.parse(text)).toMatchObject({ code })
})
