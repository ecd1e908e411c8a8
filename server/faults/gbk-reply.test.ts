// A reply whose bytes are not in the charset that it declares, and notifications to an address with a
// query of its own.
import { createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { isGenuine } from '../testing/notified.fixture.ts'
import { commonParams, formPost, openShop, signed } from '../testing/shop.fixture.ts'

test.each([
  ['no', undefined],
  ['yes', 'TRADE_SUCCESS'],
])(
  'gbk-reply, executed %s: declared utf-8, written in GBK, signed over those bytes',
  async (executed, status) => {
    const { sandbox, app } = openShop()
    sandbox.faults.add({
      fault: 'gbk-reply',
      options: { executed },
      match: { op: 'PAY', count: 1 },
    })
    const { authCode } = sandbox.buyers.issueCode()
    const order = { out_trade_no: 'o-1', total_amount: '1.00', subject: 'x', scene: 'bar_code' }
    const params = commonParams(app, 'alipay.trade.pay', { ...order, auth_code: authCode })
    const reply = await sandbox.fetch(formPost(signed(app, params)))
    expect(reply.headers.get('content-type')).toBe('text/html;charset=utf-8')

    const bytes = Buffer.from(await reply.arrayBuffer())
    const gbk = new TextDecoder('gbk').decode(bytes)
    expect(gbk).toContain('"code":"20000"')
    expect(gbk).toContain('"sub_code":"aop.unknow-error","sub_msg":"系统繁忙"')
    expect(bytes.toString('utf8')).not.toContain('系统繁忙')
    const start = bytes.indexOf(':') + 1
    const end = bytes.lastIndexOf(',"sign":"')
    const sign = bytes.subarray(end + ',"sign":"'.length, -2).toString()
    const key = createPublicKey(app.alipayPublicKey)
    const node = bytes.subarray(start, end)
    expect(verify('sha256', node, key, Buffer.from(sign, 'base64'))).toBe(true)
    expect(sandbox.trades.get('o-1')?.status).toBe(status)
  },
)

test('own-query: the notification is genuine, its address has a query, and only the form is signed', async () => {
  const shop = openShop()
  const query = 'shop=7&q=tea'
  shop.sandbox.faults.add({ fault: 'own-query', options: { query }, match: { count: 1 } })
  await shop.pay('o-1')
  await shop.pass(5_000)
  const [notification] = shop.received
  if (!notification) throw new Error('the shop is told')
  expect(notification.request.url).toBe(`http://shop.test/notify?${query}`)
  expect(isGenuine(shop, notification.fields)).toBe(true)
  expect(shop.sandbox.trace().of('send')).toMatchObject([{ genuine: true }])

  const form = new URLSearchParams(notification.fields).toString()
  const message = `POST /notify?${query} HTTP/1.1\r\nhost: shop.test\r\n\r\n${form}`
  expect(shop.sandbox.explain({ message })).toMatchObject({ verdict: 'fits' })

  const verified = Object.entries({ ...notification.fields, shop: '7', q: 'tea' })
    .filter(([name]) => name !== 'sign' && name !== 'sign_type')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  for (const pasted of [message, form]) {
    const { verdict, mistakes } = shop.sandbox.explain({ message: pasted, text: verified })
    expect({ verdict, names: mistakes.map(({ name }) => name) }).toEqual({
      verdict: 'mistake',
      names: ['own-query-verified'],
    })
    expect(mistakes[0]?.about).toContain('q')
  }
})

test('own-query: a query that is there stays', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'own-query', match: {} })
  await shop.pay('o-1', {}, { notify_url: 'http://shop.test/notify?tenant=3' })
  await shop.pass(5_000)
  expect(shop.received[0]?.request.url).toBe('http://shop.test/notify?tenant=3&shop=7&q=tea')
})
