// Notifications: who gets them, what they say, when they come, and what counts as an answer.
import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { START_AT, VirtualTime } from '../../hosts/memory.ts'
import { idle, NOTIFY_URL, openShop, type Params, type Shop } from '../../testing/shop.fixture.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../values/instant.ts'

const refund = (shop: Shop, refund_amount: string, out_request_no: string) =>
  shop.trade('refund', { out_trade_no: 'o-1', refund_amount, out_request_no })

test('a payment: these fields, signed without sign and sign_type, as a form', async () => {
  const shop = openShop()
  await shop.pay('o-1', { body: '大杯 & 热', passback_params: 'a%3Db' })
  await shop.pass(10 * SECOND)
  expect(shop.received).toHaveLength(1)
  const { request, fields } = shop.received[0] ?? {}
  expect(request?.method).toBe('POST')
  expect(request?.headers.get('content-type')).toBe(
    'application/x-www-form-urlencoded; charset=utf-8',
  )
  const [buyer] = shop.sandbox.buyers.list()
  const { sign = '', notify_id, trade_no, ...rest } = fields ?? {}
  expect(rest).toEqual({
    notify_time: '2026-01-05 10:00:03',
    notify_type: 'trade_status_sync',
    charset: 'utf-8',
    version: '1.0',
    sign_type: 'RSA2',
    app_id: shop.app.appId,
    auth_app_id: shop.app.appId,
    out_trade_no: 'o-1',
    trade_status: 'TRADE_SUCCESS',
    total_amount: '88.88',
    receipt_amount: '88.88',
    invoice_amount: '88.88',
    buyer_pay_amount: '88.88',
    point_amount: '0.00',
    subject: '一杯咖啡',
    body: '大杯 & 热',
    buyer_id: buyer?.buyerId,
    buyer_logon_id: `${buyer?.logonId.slice(0, 3)}***@sandbox.com`,
    seller_id: shop.app.pid,
    seller_email: shop.app.sellerEmail,
    gmt_create: '2026-01-05 10:00:00',
    gmt_payment: '2026-01-05 10:00:00',
    passback_params: 'a%3Db',
    fund_bill_list: '[{"amount":"88.88","fundChannel":"ALIPAYACCOUNT"}]',
  })
  expect(notify_id).toMatch(/^2026010500222100000\d{15}$/)
  expect(trade_no).toMatch(/^2026010522001\d{15}$/)
  const { sign_type: _type, ...signedOver } = rest
  const text = Object.entries({ ...signedOver, notify_id, trade_no })
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const key = createPublicKey(shop.app.alipayPublicKey)
  expect(verify('sha256', Buffer.from(text), key, Buffer.from(sign, 'base64'))).toBe(true)
})

test('a partial refund: TRADE_SUCCESS again, the cumulative sum, millis, and no payment amounts', async () => {
  const shop = openShop()
  await shop.pay('o-1')
  await refund(shop, '8.00', 'r-1')
  await refund(shop, '0.88', 'r-2')
  await refund(shop, '0.88', 'r-2')
  await shop.pass(10 * SECOND)
  const notified = shop.received.map(({ fields }) => fields)
  expect(notified.map(({ out_biz_no, refund_fee }) => [out_biz_no, refund_fee])).toEqual(
    expect.arrayContaining([
      [undefined, undefined],
      ['r-1', '8.00'],
      ['r-2', '8.88'],
    ]),
  )
  expect(notified).toHaveLength(3)
  expect(new Set(notified.map(({ notify_id }) => notify_id)).size).toBe(3)
  const second = notified.find(({ out_biz_no }) => out_biz_no === 'r-2')
  expect(second).toMatchObject({
    trade_status: 'TRADE_SUCCESS',
    total_amount: '88.88',
    gmt_refund: '2026-01-05 10:00:00.000',
  })
  for (const name of ['receipt_amount', 'buyer_pay_amount', 'fund_bill_list', 'gmt_close']) {
    expect(second).not.toHaveProperty(name)
  }
})

describe('nobody is told', () => {
  const silent: [string, (shop: Shop) => Promise<unknown>][] = [
    ['without a notify_url', (shop) => shop.pay('o-1', {}, { notify_url: '' })],
    [
      'of a trade that waits, and times out',
      async (shop) => {
        const auth_code = shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode
        await shop.pay('o-1', { auth_code })
      },
    ],
    [
      'of a payment by code while barcodeNotify is off',
      async (shop) => {
        shop.sandbox.options.set({ barcodeNotify: false })
        await shop.pay('o-1')
        await refund(shop, '1.00', 'r-1')
      },
    ],
    [
      'of a cancelled unpaid trade',
      async (shop) => {
        const auth_code = shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode
        await shop.pay('o-1', { auth_code })
        await shop.trade('cancel', { out_trade_no: 'o-1' })
      },
    ],
  ]
  test.each(silent)('%s', async (_what, act) => {
    const shop = openShop()
    await act(shop)
    await shop.pass(26 * HOUR)
    expect(shop.received).toEqual([])
    expect(shop.sandbox.notifications.list()).toEqual([])
  })

  test('of a full refund or a finished trade, only of the payment before', async () => {
    const shop = openShop()
    await shop.pay('o-1')
    await refund(shop, '88.88', 'r-1')
    await shop.pay('o-2')
    await shop.sandbox.clock.advance(366 * DAY)
    expect(shop.received.map(({ fields }) => fields.trade_status)).toEqual([
      'TRADE_SUCCESS',
      'TRADE_SUCCESS',
    ])
    expect(shop.sandbox.trades.get('o-2')?.status).toBe('TRADE_FINISHED')
  })
})

test('a QR payment is told also while barcodeNotify is off', async () => {
  const shop = openShop()
  shop.sandbox.options.set({ barcodeNotify: false })
  const order = { out_trade_no: 'o-1', total_amount: '1.00', subject: 's' }
  await shop.call('alipay.trade.precreate', order, { notify_url: NOTIFY_URL })
  const qrCode = shop.sandbox.trades.qrCodeOf('o-1') ?? ''
  shop.sandbox.buyers.scan({ qrCode })
  await shop.pass(10 * SECOND)
  expect(shop.received).toHaveLength(1)
})

test('eight sends at 4m 10m 10m 1h 2h 6h 15h, all under one notify_id, then no more', async () => {
  const shop = openShop({ answers: () => new Response('fail') })
  await shop.pay('o-1')
  await shop.pass(40 * HOUR)
  const at = shop.received.map(({ atMs }) => atMs)
  const gaps = at.slice(1).map((one, n) => one - (at[n] ?? 0))
  const minutes = [4, 10, 10, 60, 120, 360, 900]
  expect(gaps).toEqual(minutes.map((one) => one * MINUTE))
  expect(at[0]).toBeGreaterThanOrEqual(3 * SECOND)
  expect(at[0]).toBeLessThan(3.5 * SECOND)
  expect(new Set(shop.received.map(({ fields }) => fields.notify_id)).size).toBe(1)
  expect(new Set(shop.received.map(({ fields }) => fields.notify_time)).size).toBe(8)
  expect(shop.sandbox.notifications.list()).toMatchObject([{ attempts: 8, state: 'exhausted' }])
})

const answers: [string, () => Response | Promise<Response>, string][] = [
  ['success', () => new Response('success'), 'acknowledged'],
  [
    'success under another type',
    () => Response.json({}, { status: 200 }),
    'answered "{}" (2 bytes), not exactly "success"',
  ],
  [
    'success and a newline',
    () => new Response('success\n'),
    'answered "success\\n" (8 bytes), not exactly "success"',
  ],
  ['SUCCESS', () => new Response('SUCCESS'), 'answered "SUCCESS" (7 bytes), not exactly "success"'],
  [
    'a byte order mark',
    () => new Response('\ufeffsuccess'),
    'answered "\ufeffsuccess" (10 bytes), not exactly "success"',
  ],
  ['nothing', () => new Response(''), 'answered "" (0 bytes), not exactly "success"'],
  [
    'a redirect',
    () => new Response('success', { status: 302, headers: { location: '/' } }),
    'answered HTTP 302, not 200',
  ],
  ['204', () => new Response(null, { status: 204 }), 'answered HTTP 204, not 200'],
  ['an error', () => new Response('success', { status: 500 }), 'answered HTTP 500, not 200'],
  ['a refused connection', () => Promise.reject(new Error('ECONNREFUSED')), 'ECONNREFUSED'],
  ['silence', () => new Promise(() => {}), 'no answer in time'],
]
test.each(answers)('%s', async (_what, first, why) => {
  const shop = openShop({
    answers: (_fields, nth) => (nth === 1 ? first() : new Response('success')),
  })
  await shop.pay('o-1')
  await shop.pass(30 * HOUR)
  const expected = why === 'acknowledged' ? [why] : [why, 'acknowledged']
  expect(
    shop.sandbox
      .trace()
      .of('reply')
      .map((reply) => reply.why.replace(/(?<=exactly "success"|not 200) \(.*\)$/, '')),
  ).toEqual(expected)
  expect(shop.received).toHaveLength(expected.length)
  expect(shop.sandbox.notifications.list()).toMatchObject([{ state: 'acknowledged' }])
})

test('the next send counts from the last one, not from its late answer', async () => {
  const time = new VirtualTime(START_AT)
  const refusal = () =>
    new Promise<Response>((resolve) => time.after(9 * SECOND, () => resolve(new Response('no'))))
  const shop = openShop({ time, answers: refusal })
  await shop.pay('o-1')
  await shop.pass(5 * MINUTE)
  const [first, second] = shop.received
  expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBe(4 * MINUTE)
  expect(shop.sandbox.trace().of('reply')[0]).toMatchObject({
    tookMs: 9 * SECOND,
    why: expect.stringContaining('"no"'),
  })
})

test('a merchant that takes its time delays nobody', async () => {
  const slow = Promise.withResolvers<Response>()
  const shop = openShop({
    answers: ({ out_trade_no }: Params) =>
      out_trade_no === 'o-1' ? slow.promise : new Response('success'),
  })
  await shop.pay('o-1')
  await shop.pay('o-2')
  await shop.pass(10 * SECOND)
  expect(shop.sandbox.trace().of('reply')).toHaveLength(1)
  expect(await shop.pay('o-3')).toMatchObject({ code: '10000' })
  await shop.pass(4 * SECOND)
  expect(shop.sandbox.trace().of('reply')).toHaveLength(2)
  slow.resolve(new Response('success'))
  await idle()
  expect(shop.sandbox.notifications.list().map(({ state }) => state)).toEqual([
    'acknowledged',
    'acknowledged',
    'acknowledged',
  ])
})

test('a name and a password in notify_url are neither sent nor written down', async () => {
  const shop = openShop()
  await shop.pay('order-1', {}, { notify_url: 'http://name:pass@shop.test/notify?a=1' })
  await shop.pass(5_000)
  expect(shop.received.map(({ request }) => request.url)).toEqual(['http://shop.test/notify?a=1'])
  expect(shop.received[0]?.request.headers.get('authorization')).toBeNull()
  const sent = shop.sandbox.journal.since(0).filter(({ kind }) => kind === 'send')
  expect(JSON.stringify(sent)).not.toContain('pass@')
})
