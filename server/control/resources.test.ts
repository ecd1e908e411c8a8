import { expect, test } from 'vitest'
import { openControl } from '../testing/control.fixture.ts'
import { commonParams, formPost, NOTIFY_URL, signed } from '../testing/shop.fixture.ts'

const problem = (status: number, field: string) => ({
  status,
  body: { status, field, detail: expect.any(String) },
})

test('sandboxes are made, shown, used by path and removed', async () => {
  const { call } = openControl()
  const made = await call('POST /sandboxes', { id: 'job-7', seed: 'nightly' })
  expect(made).toMatchObject({ status: 201, body: { id: 'job-7', seed: 'nightly' } })
  expect(await call('GET /sandboxes')).toMatchObject({ body: [{ id: 'default' }, { id: 'job-7' }] })
  const [ours, theirs] = [await call('GET /buyers'), await call('GET /sandboxes/job-7/buyers')]
  expect(theirs.status).toBe(200)
  expect(theirs.body).not.toEqual(ours.body)
  expect((await call('DELETE /sandboxes/job-7')).status).toBe(204)
  expect(await call('GET /sandboxes/job-7')).toMatchObject(problem(404, 'sandbox'))
})

test('a sandbox without a usable id, a second one and the removal of the default are refused', async () => {
  const { call } = openControl()
  expect(await call('POST /sandboxes')).toMatchObject(problem(400, 'id'))
  expect(await call('POST /sandboxes', { id: '../etc' })).toMatchObject(problem(400, 'id'))
  expect(await call('POST /sandboxes', { id: 'default' })).toMatchObject(problem(400, 'id'))
  expect(await call('DELETE /sandboxes/default')).toMatchObject(problem(400, 'id'))
  expect(await call('GET /sandboxes/nobody/trades')).toMatchObject(problem(404, 'sandbox'))
})

test('the options are changed by what is given, and a wrong half changes nothing', async () => {
  const { call, shop } = openControl()
  const before = shop.sandbox.options.get()
  const wrong = await call('PATCH /options', { tombstone: true, cancelWindow: 'never' })
  expect(wrong).toMatchObject(problem(400, 'options.cancelWindow'))
  expect(await call('GET /options')).toMatchObject({ status: 200, body: before })
  const right = await call('PATCH /options', { tombstone: true })
  expect(right).toMatchObject({ status: 200, body: { ...before, tombstone: true } })
})

test('the former path of the options still works, and names the new one', async () => {
  const { call, send, shop } = openControl()
  await call('PATCH /policy', { tombstone: true })
  expect(shop.sandbox.options.get().tombstone).toBe(true)
  const former = await send('GET', '/policy')
  expect(await former.json()).toEqual(shop.sandbox.options.get())
  expect(former.headers.get('deprecation')).toMatch(/^@\d+$/)
  expect(former.headers.get('link')).toBe('</_sim/options>; rel="successor-version"')
  expect((await send('GET', '/options')).headers.has('deprecation')).toBe(false)
})

test('apps come with their keys in PEM and bare forms, never with the private key of the gateway', async () => {
  const { call, shop } = openControl()
  const { body } = await call('GET /apps')
  expect(body).toMatchObject([
    {
      appId: shop.app.appId,
      appPrivateKey: {
        pkcs8Pem: expect.stringContaining('BEGIN PRIVATE KEY'),
        pkcs1Pem: expect.stringContaining('BEGIN RSA PRIVATE KEY'),
        pkcs8Bare: expect.stringMatching(/^[A-Za-z0-9+/=]+$/),
        pkcs1Bare: expect.stringMatching(/^[A-Za-z0-9+/=]+$/),
      },
      alipayPublicKey: { bare: expect.stringMatching(/^[A-Za-z0-9+/=]+$/) },
    },
  ])
  const secret = shop.app.alipayPrivateKey.split('\n')[3] ?? ''
  expect(secret).not.toBe('')
  expect(JSON.stringify(body)).not.toContain(secret)
})

test('an app may bring its own public key; what is no key is refused', async () => {
  const { call, shop } = openControl()
  const own = { name: 'own key', appPublicKey: shop.app.appPublicKey }
  const { status, body } = await call('POST /apps', own)
  expect(status).toBe(201)
  expect(body).not.toHaveProperty('appPrivateKey')
  expect(body).toMatchObject({ appPublicKey: { pem: shop.app.appPublicKey } })
  const wrong = await call('POST /apps', { name: 'x', appPublicKey: 'MIIB' })
  expect(wrong).toMatchObject(problem(400, 'appPublicKey'))
})

test('private keys are nowhere but in the apps', async () => {
  const { call, shop } = openControl()
  await shop.pay('order-1')
  await shop.pass(10_000)
  const secret = shop.app.appPrivateKey?.split('\n')[3] ?? ''
  expect(secret).not.toBe('')
  for (const path of ['/sandboxes', '/trades', '/buyers', '/notifications', '/journal?unmasked']) {
    expect(JSON.stringify((await call(`GET ${path}`)).body)).not.toContain(secret)
  }
})

test('trades are listed with refunds and found by either number', async () => {
  const { call, shop } = openControl()
  await shop.pay('order-1')
  await shop.trade('refund', {
    out_trade_no: 'order-1',
    refund_amount: '8.88',
    out_request_no: 'r',
  })
  const refunds = [{ outRequestNo: 'r', amountFen: 888 }]
  const listed = await call('GET /trades')
  expect(listed).toMatchObject({ status: 200, body: [{ outTradeNo: 'order-1', refunds }] })
  const byOut = await call('GET /trades/order-1')
  const tradeNo = shop.sandbox.trades.get('order-1')?.tradeNo
  expect(byOut.body).toMatchObject({ tradeNo, totalFen: 8888, refunds })
  expect((await call(`GET /trades/${tradeNo}`)).body).toEqual(byOut.body)
  expect(await call('GET /trades/order-2')).toMatchObject(problem(404, 'trade'))
  expect(await call('GET /trades?limit=0')).toMatchObject(problem(400, 'limit'))
  expect(await call('GET /trades?limt=1')).toMatchObject(problem(400, 'limt'))
})

test('a QR order is scanned by its number or its code, and paid by its buyer', async () => {
  const { call, shop } = openControl()
  const order = { total_amount: '9.90', subject: 'tea' }
  await shop.trade('precreate', { ...order, out_trade_no: 'qr-1' })
  await shop.trade('precreate', { ...order, out_trade_no: 'qr-2' })
  const { body } = await call('GET /trades/qr-1/qr-code')
  expect(body).toEqual({ outTradeNo: 'qr-1', qrCode: expect.stringMatching(/^https:\/\/qr\./) })
  const scanned = await call('POST /buyers/scan', { outTradeNo: 'qr-1', pays: 'never' })
  expect(scanned).toMatchObject({ status: 200, body: { status: 'WAIT_BUYER_PAY' } })
  const paid = await call('POST /buyers/pay', { trade: 'qr-1' })
  expect(paid).toMatchObject({ status: 200, body: { status: 'TRADE_SUCCESS' } })
  const qrCode = shop.sandbox.trades.qrCodeOf('qr-2')
  await call('POST /buyers/scan', { qrCode, pays: 'never' })
  const closed = await call('POST /buyers/close-cashier', { trade: 'qr-2' })
  expect(closed).toMatchObject({ status: 200, body: { status: 'TRADE_CLOSED' } })
  expect(await call('POST /buyers/pay', { trade: 'qr-2' })).toMatchObject(problem(400, 'buyer'))
})

test('an order of the cashier is confirmed, paid and led back', async () => {
  const { call, shop } = openControl()
  const order = { out_trade_no: 'page-1', total_amount: '9.90', subject: 'tea' }
  const content = { ...order, product_code: 'FAST_INSTANT_TRADE_PAY' }
  const addresses = { return_url: 'http://shop.test/return' }
  const params = commonParams(shop.app, 'alipay.trade.page.pay', content, addresses)
  await shop.text(formPost(signed(shop.app, params)))
  const confirmed = await call('POST /buyers/confirm', { outTradeNo: 'page-1', pays: 'never' })
  expect(confirmed).toMatchObject({ status: 200, body: { status: 'WAIT_BUYER_PAY' } })
  expect(await call('GET /trades/page-1/return')).toMatchObject(problem(404, 'trade'))
  await call('POST /buyers/pay', { trade: 'page-1' })
  expect(await call('GET /trades/page-1/return')).toMatchObject({
    body: { handedBack: expect.stringContaining('http://shop.test/return?charset=') },
  })
})

test.each([
  ['codes', { pays: 'sometimes' }, 'pays'],
  ['codes', { buyerId: '2088' }, 'buyerId'],
  ['codes', { authCode: '12' }, 'authCode'],
  ['scan', {}, 'qrCode'],
  ['scan', { qrCode: 'x', outTradeNo: 'y' }, 'qrCode'],
  ['scan', { outTradeNo: 'nothing' }, 'outTradeNo'],
  ['confirm', { outTradeNo: 'nothing' }, 'outTradeNo'],
  ['pay', { trade: 'nothing' }, 'trade'],
  ['close-cashier', {}, 'trade'],
])('buyers/%s with %o is refused by field', async (act, body, field) => {
  expect(await openControl().call(`POST /buyers/${act}`, body)).toMatchObject(problem(400, field))
})

test('buyers have balances, and codes of their own', async () => {
  const { call } = openControl()
  const { body } = await call('GET /buyers')
  expect(body).toHaveLength(5)
  expect(body).toMatchObject([{ balanceFen: 100_000_000 }, {}, {}, {}, { balanceFen: 0 }])
  const issued = await call('POST /buyers/codes', { pays: 'after-password=8s' })
  expect(issued).toMatchObject({
    status: 201,
    body: { authCode: expect.stringMatching(/^28\d{16}$/), habit: { afterMs: 8_000 } },
  })
})

test('every trigger of the table pays as it says by its example', async () => {
  const { call, shop } = openControl()
  const { body } = await call('GET /triggers')
  const codes = (body as { name: string; example: string }[]).map(async ({ name, example }) => {
    const { code } = await shop.pay(name, { auth_code: example })
    return [name, code]
  })
  expect(Object.fromEntries(await Promise.all(codes))).toEqual({
    'pays-at-once': '10000',
    'pays-after-password': '10003',
    'never-pays': '10003',
    'balance-too-low': '40004',
    'code-invalid': '40004',
    'closes-cashier': '10003',
    'taps-after-cancel': '10003',
    'risk-refused': '40004',
  })
})

test('the clock is shown, advanced, sent to the next thing and given a rate', async () => {
  const { call, shop } = openControl()
  await shop.trade('precreate', { out_trade_no: 'qr-1', total_amount: '1.00', subject: 'tea' })
  await call('POST /buyers/scan', { outTradeNo: 'qr-1', pays: 'never' })
  const next = await call('POST /clock/next')
  expect(next.body).toMatchObject({ fired: [{ what: expect.stringContaining('times out') }] })
  expect(shop.sandbox.trades.get('qr-1')?.status).toBe('TRADE_CLOSED')
  const before = shop.sandbox.clock.view().nowMs
  const moved = await call('POST /clock/advance', { duration: '25h' })
  expect(moved).toMatchObject({ status: 200, body: { clock: { nowMs: before + 25 * 3_600_000 } } })
  expect(await call('PUT /clock/rate', { rate: 0 })).toMatchObject({ body: { rate: 0 } })
  expect(await call('GET /clock')).toMatchObject({ status: 200, body: { rate: 0 } })
})

test.each([
  ['POST /clock/advance', {}, 'duration'],
  ['POST /clock/advance', { duration: '-1h' }, 'duration'],
  ['POST /clock/advance', { duration: '99999999d' }, 'duration'],
  ['POST /clock/advance', { duration: 25 }, 'duration'],
  ['PUT /clock/rate', { rate: '60' }, 'rate'],
  ['PUT /clock/rate', { rate: -1 }, 'rate'],
  ['PUT /clock/rate', { rate: 1e9 }, 'rate'],
])('%s with %o is refused and the clock stands', async (line, body, field) => {
  const { call, shop } = openControl()
  const before = shop.sandbox.clock.view()
  expect(await call(line, body)).toMatchObject(problem(400, field))
  expect(shop.sandbox.clock.view()).toEqual(before)
})

test('fault rules are added, act, are listed with their counts, removed and cleared', async () => {
  const { call, shop } = openControl()
  const rule = { fault: 'F02', match: { op: 'PAY', count: 1 } }
  const added = await call('POST /faults', rule)
  expect(added).toMatchObject({ status: 201, body: { id: 'r1', fault: 'unknown' } })
  expect(await shop.pay('order-1')).toMatchObject({ code: '20000' })
  expect(await shop.pay('order-2')).toMatchObject({ code: '10000' })
  expect(await call('GET /faults')).toMatchObject({ body: [{ id: 'r1', hits: 2, fired: 1 }] })
  expect((await call('DELETE /faults/r1')).status).toBe(204)
  expect(await call('DELETE /faults/r1')).toMatchObject(problem(404, 'id'))
  await call('POST /faults', rule)
  expect((await call('DELETE /faults')).status).toBe(204)
  expect((await call('GET /faults')).body).toEqual([])
})

test('the catalogue says of each fault what stays true in the books', async () => {
  const { body } = await openControl().call('GET /faults/catalogue')
  const listed = body as { name: string; about: string; ledger: string }[]
  expect(listed.map(({ name }) => name)).toContain('late-commit')
  expect(listed.every(({ about, ledger }) => about !== '' && ledger !== '')).toBe(true)
})

test.each([
  [{}, 'fault'],
  [{ fault: 'F99' }, 'fault'],
  [{ fault: 'F02', options: { executd: true } }, 'options.executd'],
  [{ fault: 'F02', options: [] }, 'options'],
  [{ fault: 'F02', match: { op: 'PAYY' } }, 'match.op'],
  [{ fault: 'F02', match: { count: 0 } }, 'match.count'],
  [{ fault: 'F02', when: 'always' }, 'when'],
])('the fault rule %o is refused and none is added', async (body, field) => {
  const { call, shop } = openControl()
  expect(await call('POST /faults', body)).toMatchObject(problem(400, field))
  expect(shop.sandbox.faults.list()).toEqual([])
})

test('a notification is listed, sent again under its id, and forged', async () => {
  const { call, shop } = openControl()
  await shop.pay('order-1')
  await shop.pass(10_000)
  const listed = await call('GET /notifications')
  expect(listed).toMatchObject({
    body: [{ state: 'acknowledged', trade: { outTradeNo: 'order-1' } }],
  })
  const notifyId = shop.received[0]?.fields.notify_id
  expect(await call(`POST /notifications/${notifyId}/resend`)).toMatchObject({ status: 200 })
  const forged = { outTradeNo: 'order-1', fault: 'N05', options: { variant: 'none' } }
  expect(await call('POST /notifications/inject', forged)).toMatchObject({ status: 201 })
  await shop.pass(10_000)
  expect(shop.received.map(({ fields }) => fields.notify_id === notifyId)).toEqual([
    true,
    true,
    false,
  ])
  expect(shop.received[2]?.fields).not.toHaveProperty('sign')
  expect(shop.received[2]?.request.url).toBe(NOTIFY_URL)
})

test.each([
  ['POST /notifications/none/resend', {}, 404, 'notifyId'],
  ['POST /notifications/inject', {}, 400, 'outTradeNo'],
  ['POST /notifications/inject', { outTradeNo: 'nothing' }, 400, 'outTradeNo'],
  ['POST /notifications/inject', { outTradeNo: 'x', fault: 'lost-reply' }, 400, 'fault'],
  ['POST /notifications/inject', { outTradeNo: 'x', status: 'PAID' }, 400, 'status'],
  ['GET /notifications?limit=many', undefined, 400, 'limit'],
])('%s with %o is refused', async (line, body, status, field) => {
  expect(await openControl().call(line, body)).toMatchObject(problem(status, field))
})
