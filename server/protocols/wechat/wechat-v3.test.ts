// Callbacks of v3: made on demand, signed by the platform, sealed with the APIv3 key, and bent by faults.
import { createDecipheriv, createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { openTill } from '../../testing/wechat.fixture.ts'
import { SECOND } from '../../values/instant.ts'

type Till = ReturnType<typeof openTill>
const URL = 'http://shop.test/wechat'

async function callback(till: Till, more: object = {}) {
  till.sandbox.notifications.tell({
    protocol: 'wechat-v3',
    outTradeNo: 'v3-1',
    url: URL,
    totalFen: 8888,
    ...more,
  })
  await till.pass(SECOND)
  const { body, headers, url } = till.told.at(-1) ?? { body: '{}', headers: new Headers(), url: '' }
  const get = (name: string) => headers.get(`wechatpay-${name}`) ?? ''
  const text = `${get('timestamp')}\n${get('nonce')}\n${body}\n`
  const isGenuine = verify(
    'sha256',
    Buffer.from(text),
    createPublicKey(till.keys.platformPublicKey),
    Buffer.from(get('signature'), 'base64'),
  )
  const message = JSON.parse(body) as Record<string, unknown> & { resource: Record<string, string> }
  return { url, get, message, isGenuine, opened: opened(message.resource, till.keys.apiV3Key) }
}

function opened(resource: Record<string, string>, key: string): Record<string, unknown> {
  const { ciphertext = '', nonce = '', associated_data = '' } = resource
  const bytes = Buffer.from(ciphertext, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAAD(Buffer.from(associated_data)).setAuthTag(bytes.subarray(-16))
  const text = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()])
  return JSON.parse(text.toString()) as Record<string, unknown>
}

test('an order that was opened elsewhere: the shop is told that it is paid, and no money moves', async () => {
  const till = openTill()
  const { url, get, message, isGenuine, opened: told } = await callback(till)
  expect([url, isGenuine]).toEqual([URL, true])
  expect(get('signature-type')).toBe('WECHATPAY2-SHA256-RSA2048')
  expect(get('serial')).toBe(till.keys.platformKeyId)
  expect(message).toMatchObject({
    create_time: '2026-01-05T10:00:00+08:00',
    event_type: 'TRANSACTION.SUCCESS',
    resource_type: 'encrypt-resource',
    resource: { algorithm: 'AEAD_AES_256_GCM', original_type: 'transaction' },
  })
  expect(told).toMatchObject({
    out_trade_no: 'v3-1',
    transaction_id: expect.stringMatching(/^4200\d{24}$/),
    trade_type: 'JSAPI',
    success_time: '2026-01-05T10:00:00+08:00',
    payer: { openid: expect.stringMatching(/^o[\w-]{27}$/) },
  })
  expect(till.sandbox.trades.list()).toEqual([])
  expect(
    till.sandbox.balances.list().find(({ account }) => account.includes(till.who.mch_id)),
  ).toBeUndefined()
})

test.each([
  ['qr', 'NATIVE'],
  ['app', 'APP'],
  ['wap', 'MWEB'],
] as const)('an order of %s is of the type %s', async (product, type) => {
  const till = openTill()
  expect((await callback(till, { product })).opened).toMatchObject({ trade_type: type })
})

test.each([
  ['N05', { variant: 'wrong-key' }, false, 8888],
  ['N05', { variant: 'none' }, false, 8888],
  ['N05', { variant: 'field-changed' }, false, 8888],
  ['N06', {}, true, 8887],
])('bent by %s %o', async (fault, options, genuine, total) => {
  const till = openTill()
  const told = await callback(till, { fault, options })
  expect(told.isGenuine).toBe(genuine)
  expect(told.opened).toMatchObject({ amount: { total } })
})

test('a payment that the books know is told as it stands there', async () => {
  const till = openTill()
  const { transaction_id } = await till.pay('w-1')
  const { opened: told } = await callback(till, { outTradeNo: 'w-1', totalFen: 1 })
  expect(told).toMatchObject({ transaction_id, trade_type: 'MICROPAY', amount: { total: 8888 } })
})

test.each([
  [{ url: 'nowhere' }, 'url: an address such as'],
  [{ protocol: 'wechat-v4' }, 'protocol: one of'],
  [{ appId: 'nobody' }, 'appId: there is no app nobody'],
])('%o is refused by name', async (more, message) => {
  await expect(callback(openTill(), more)).rejects.toThrow(message)
})

test.each([
  [200, '', 'accepted'],
  [204, '', 'accepted'],
  [500, '{"code":"FAIL","message":"失败"}', 'refused'],
  [404, 'not here', 'other'],
])('a shop answers %d %s', async (status, body, answer) => {
  const till = openTill({ merchant: () => new Response(body || null, { status }) })
  till.sandbox.notifications.tell({ protocol: 'wechat-v3', outTradeNo: 'v3-1', url: URL })
  await till.pass(SECOND)
  expect(till.sandbox.trace().of('reply')).toMatchObject([{ answer }])
})
