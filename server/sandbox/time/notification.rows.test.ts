// When notifications are sent and what they tell, one row of the list of behaviours after another.
import { createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { GATEWAY, NOTIFY_URL, openShop, type Shop } from '../../testing/shop.fixture.ts'
import { DAY, HOUR, MINUTE } from '../../values/instant.ts'

const statusesIn = (shop: Shop) => shop.received.map(({ fields }) => fields.trade_status)
const refund = (shop: Shop, refund_amount: string, out_request_no?: string) =>
  shop.trade('refund', { out_trade_no: 'o-1', refund_amount, out_request_no })

/** An order of each product that needs no browser, paid. */
async function paid(shop: Shop, product: string) {
  const order = { out_trade_no: 'o-1', total_amount: '88.88', subject: '一杯咖啡' }
  const more = { notify_url: NOTIFY_URL }
  if (product === 'pay') await shop.pay('o-1')
  if (product === 'precreate') {
    const { qr_code } = await shop.trade('precreate', order, more)
    shop.sandbox.buyers.scan({ qrCode: String(qr_code) })
  }
  if (product === 'create') {
    const buyer_id = shop.sandbox.buyers.list()[0]?.buyerId
    await shop.trade('create', { ...order, buyer_id }, more)
    shop.sandbox.buyers.pay('o-1')
  }
}

test('a product without refunds is told the end of its trade with the payment', async () => {
  const shop = openShop()
  shop.sandbox.options.set({ refundable: false })
  await shop.pay('o-1')
  await shop.pass(HOUR)
  const { trade_status, gmt_payment, gmt_close } = shop.received[0]?.fields ?? {}
  expect(trade_status).toBe('TRADE_FINISHED')
  expect(gmt_payment).toBeDefined()
  expect(gmt_close).toBe(gmt_payment)
})

test.each(['pay', 'precreate', 'create'])(
  '%s tells the payment and each partial refund, not the last one',
  async (product) => {
    const shop = openShop()
    await paid(shop, product)
    await refund(shop, '8.88', 'r1')
    await refund(shop, '80.00', 'r2')
    await shop.pass(HOUR)
    expect(statusesIn(shop)).toEqual(['TRADE_SUCCESS', 'TRADE_SUCCESS'])
    expect(new Set(shop.received.map(({ fields }) => fields.notify_id)).size).toBe(2)
  },
)

test('a sandbox may subscribe to every state', async () => {
  const shop = openShop()
  const notifyStates = ['WAIT_BUYER_PAY', 'TRADE_CLOSED', 'TRADE_FINISHED']
  shop.sandbox.options.set({ notifyStates })
  const auth_code = shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode
  await shop.pay('o-1', { auth_code, timeout_express: '5m' })
  await shop.pay('o-2')
  await shop.pass(10 * MINUTE)
  const sorted = statusesIn(shop).toSorted((a = '', b = '') => (a < b ? -1 : 1))
  expect(sorted).toEqual(['TRADE_CLOSED', 'WAIT_BUYER_PAY', 'WAIT_BUYER_PAY'])
  const closed = shop.received.find(({ fields }) => fields.trade_status === 'TRADE_CLOSED')?.fields
  expect(closed).toMatchObject({ gmt_close: '2026-01-05 10:05:00', total_amount: '88.88' })
  for (const name of ['gmt_payment', 'receipt_amount', 'buyer_pay_amount', 'refund_fee']) {
    expect(closed).not.toHaveProperty(name)
  }
  await shop.pass(366 * DAY)
  expect(statusesIn(shop).at(-1)).toBe('TRADE_FINISHED')
})

test('a repeated refund or a refused call tells nothing', async () => {
  const shop = openShop()
  await shop.pay('o-1')
  await refund(shop, '8.88', 'r1')
  await refund(shop, '8.88', 'r1')
  await refund(shop, '1000.00', 'r2')
  await shop.pay('o-1')
  await shop.pass(HOUR)
  expect(shop.received).toHaveLength(2)
})

test('one id until the answer is success; resends as the contract says', async () => {
  const shop = openShop({ answers: (_fields, nth) => new Response(nth < 6 ? 'fail' : 'success') })
  shop.sandbox.options.set({ notifyResends: 3, notifyFirstGap: '2m' })
  await shop.pay('o-1')
  await shop.pass(DAY)
  const at = shop.received.map(({ atMs }) =>
    Math.round((atMs - (shop.received[0]?.atMs ?? 0)) / 1000),
  )
  expect(at).toEqual([0, 0, 0, 0, 120, 720])
  expect(new Set(shop.received.map(({ fields }) => fields.notify_id)).size).toBe(1)
})

test('notify_verify says true until the acknowledgement, and of nothing else', async () => {
  let answered = 'fail'
  const shop = openShop({ answers: () => new Response(answered) })
  await shop.pay('o-1')
  await shop.pass(MINUTE)
  const id = shop.received[0]?.fields.notify_id ?? ''
  const ask = (notify_id: string, partner = shop.app.pid) => {
    const query = new URLSearchParams({ service: 'notify_verify', partner, notify_id })
    return shop.text(new Request(`${GATEWAY}?${query}`))
  }
  expect(await ask(id)).toBe('true')
  expect(await ask(id, '2088000000000000')).toBe('false')
  expect(await ask('2026')).toBe('false')
  const forged = shop.sandbox.notifications.inject({ outTradeNo: 'o-1' })
  expect(await ask(forged.notifyId)).toBe('false')
  answered = 'success'
  await shop.pass(5 * MINUTE)
  expect(await ask(id)).toBe('false')
})

test('the fields keep their lengths; no cookie; about three seconds later', async () => {
  const shop = openShop()
  await shop.pay('o-1', { body: '大杯', passback_params: 'a%3Db' })
  await shop.pass(MINUTE)
  const { fields = {}, request, atMs = 0 } = shop.received[0] ?? {}
  const most = { notify_id: 128, sign_type: 10, trade_no: 64, app_id: 32, seller_id: 30 }
  for (const [name, length] of Object.entries(most)) {
    expect(fields[name]).toMatch(new RegExp(`^.{1,${length}}$`))
  }
  expect(fields.buyer_id).toMatch(/^2088\d{12}$/)
  expect(fields.gmt_payment).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  expect(request?.headers.has('cookie')).toBe(false)
  expect(atMs).toBeGreaterThanOrEqual(3_000)
})

test('a notification is signed as its order was', async () => {
  const shop = openShop()
  await shop.pay('o-1', {}, { sign_type: 'RSA' })
  await shop.pass(MINUTE)
  const { sign = '', sign_type, ...signed } = shop.received[0]?.fields ?? {}
  expect(sign_type).toBe('RSA')
  const text = Object.keys(signed)
    .toSorted()
    .map((name) => `${name}=${signed[name]}`)
    .join('&')
  const key = createPublicKey(shop.app.alipayPublicKey)
  expect(verify('sha1', Buffer.from(text), key, Buffer.from(sign, 'base64'))).toBe(true)
})

test('a refund tells its number, the sum, the moment, and what went back where asked', async () => {
  const shop = openShop()
  shop.sandbox.options.set({ notifySendBackFee: true, notifyStates: ['TRADE_CLOSED'] })
  await shop.pay('o-1')
  await refund(shop, '8.88', 'r1')
  await shop.pass(MINUTE)
  expect(shop.received[0]?.fields).toMatchObject({
    out_biz_no: 'r1',
    refund_fee: '8.88',
    send_back_fee: '8.88',
    gmt_refund: expect.stringMatching(/\.\d{3}$/) as string,
  })
  await shop.pay('o-2')
  await shop.trade('refund', { out_trade_no: 'o-2', refund_amount: '88.88' })
  await shop.pass(MINUTE)
  const { fields } = shop.received[1] ?? {}
  expect(fields).toMatchObject({ trade_status: 'TRADE_CLOSED', out_biz_no: fields?.trade_no })
  expect(fields).toHaveProperty('gmt_close')
})

test('payments by code may be left untold; QR payments never are', async () => {
  const shop = openShop()
  shop.sandbox.options.set({ barcodeNotify: false })
  await shop.pay('o-9')
  await paid(shop, 'precreate')
  await shop.pass(HOUR)
  expect(shop.received.map(({ fields }) => fields.out_trade_no)).toEqual(['o-1'])
})
