// Validly signed notifications which are not about this merchant's order, or say something that is
// no news of it: what reaches the merchant, and the books, which stay as they are.
import { describe, expect, test } from 'vitest'
import { isGenuine, moneyMoved, paidWith, unpaid } from '../testing/notified.fixture.ts'
import { HOUR, SECOND } from '../values/instant.ts'

const UNMOVED = { spent: 0, kept: 0 }
const PAID = { spent: 8_888, kept: 8_888 }

describe.each([
  ['N07', { app_id: expect.stringMatching(/^2021\d{12}$/) }],
  ['N08', { seller_id: expect.stringMatching(/^2088\d{12}$/) }],
  ['N09', { out_trade_no: expect.stringMatching(/^UNKNOWN\d{16}$/) }],
  ['N16', { trade_status: 'TRADE_FINISHED' }],
  ['N17', { trade_status: 'TRADE_CLOSED' }],
  ['N20', { trade_status: 'TRADE_PENDING' }],
] as const)('%s', (fault, expected) => {
  test(`${fault} of an order that nobody has paid: told once, and the order stays unpaid`, async () => {
    const shop = await unpaid()
    shop.sandbox.notifications.inject({ outTradeNo: 'o-1', fault })
    await shop.pass(1 * HOUR)
    expect(shop.received).toHaveLength(1)
    const fields = shop.received[0]?.fields ?? {}
    expect(fields).toMatchObject({ total_amount: '88.88', ...expected })
    expect(isGenuine(shop, fields)).toBe(true)
    expect(shop.sandbox.trades.get('o-1')?.status).toBe('WAIT_BUYER_PAY')
    expect(moneyMoved(shop)).toEqual(UNMOVED)
  })

  test(`${fault} by rule bends the notification of a payment, and the payment stands`, async () => {
    const shop = await paidWith(fault)
    const fields = shop.received[0]?.fields ?? {}
    expect(fields).toMatchObject({ total_amount: '88.88', ...expected })
    expect(isGenuine(shop, fields)).toBe(true)
    expect(shop.sandbox.trace().of('send')[0]).toMatchObject({ genuine: false })
    expect(shop.sandbox.trace().of('fault')[0]).toMatchObject({ catalogueId: fault })
    expect(shop.sandbox.trades.get('o-1')?.status).toBe('TRADE_SUCCESS')
    expect(moneyMoved(shop)).toEqual(PAID)
  })
})

test('N07 N08 N09 take the app, the seller and the number that are given', async () => {
  const shop = await unpaid()
  const send = (fault: string, options: Record<string, unknown>) =>
    shop.sandbox.notifications.inject({ outTradeNo: 'o-1', fault, options })
  send('N07', { appId: '2021000000000042' })
  send('N08', { sellerId: '2088000000000042' })
  send('N09', { outTradeNo: 'somebody-elses' })
  await shop.pass(SECOND)
  const [app, seller, order] = shop.received.map(({ fields }) => fields)
  expect(app).toMatchObject({ app_id: '2021000000000042', auth_app_id: '2021000000000042' })
  expect(seller).toMatchObject({ seller_id: '2088000000000042', out_trade_no: 'o-1' })
  expect(order).toMatchObject({ out_trade_no: 'somebody-elses', app_id: shop.app.appId })
  expect(order?.trade_no).not.toBe(shop.sandbox.trades.get('o-1')?.tradeNo)
})

test('N08 names that account of several which the order does not name', async () => {
  const shop = await unpaid()
  const sellerIds = [shop.app.pid, '2088000000000042']
  shop.sandbox.notifications.inject({ outTradeNo: 'o-1', fault: 'N08', options: { sellerIds } })
  await shop.pass(SECOND)
  expect(shop.received[0]?.fields).toMatchObject({ seller_id: '2088000000000042' })
})

test.each([
  ['N07', { appId: '42' }, 'options.appId'],
  ['N08', { sellerId: 'somebody' }, 'options.sellerId'],
  ['N09', { outTradeNo: 'with space' }, 'options.outTradeNo'],
  ['N17', { status: 'TRADE_SUCCESS' }, 'options.status'],
  ['N20', { status: 'no word' }, 'options.status'],
])('%s %o is refused, and the field named', async (fault, options, field) => {
  const { sandbox } = await unpaid()
  expect(() => sandbox.faults.add({ fault, options })).toThrow(expect.objectContaining({ field }))
})

describe('N16 N17 N20: after the genuine one', () => {
  test.each([
    ['N16', {}, 'TRADE_FINISHED'],
    ['N17', { status: 'WAIT_BUYER_PAY' }, 'WAIT_BUYER_PAY'],
    ['N17', {}, 'TRADE_CLOSED'],
    ['N20', { status: 'TRADE_ODD' }, 'TRADE_ODD'],
  ])('%s %o: TRADE_SUCCESS, and ten seconds later %s', async (fault, options, later) => {
    const shop = await paidWith(fault, { ...options, afterMs: 10 * SECOND })
    expect(shop.received.map(({ fields }) => fields.trade_status)).toEqual(['TRADE_SUCCESS', later])
    const [first, second] = shop.received
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBe(10 * SECOND)
    expect(second?.fields.notify_id).not.toBe(first?.fields.notify_id)
    expect(second?.fields.notify_time).toBe('2026-01-05 10:00:13')
    expect(shop.received.every(({ fields }) => isGenuine(shop, fields))).toBe(true)
    expect(
      shop.sandbox
        .trace()
        .of('send')
        .map(({ genuine }) => genuine),
    ).toEqual([true, false])
    expect(shop.sandbox.trades.get('o-1')?.status).toBe('TRADE_SUCCESS')
    expect(moneyMoved(shop)).toEqual(PAID)
  })
})

test('N17: a state without payment bears no fields of a payment', async () => {
  const shop = await paidWith('N17', { status: 'WAIT_BUYER_PAY' })
  const fields = shop.received[0]?.fields ?? {}
  expect(Object.keys(fields)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/gmt_payment|receipt_amount|fund_bill_list/)]),
  )
})

test('N17: TRADE_SUCCESS told once more after the whole has been refunded', async () => {
  const shop = await paidWith('N17', { afterMs: 1_000_000 })
  await shop.trade('refund', { out_trade_no: 'o-1', refund_amount: '88.88' })
  shop.sandbox.notifications.inject({ outTradeNo: 'o-1' })
  await shop.pass(SECOND)
  expect(shop.received.at(-1)?.fields.trade_status).toBe('TRADE_SUCCESS')
  expect(shop.sandbox.trades.get('o-1')?.status).toBe('TRADE_CLOSED')
  expect(moneyMoved(shop)).toEqual(UNMOVED)
})

describe('N15: a notification of a refund', () => {
  test.each([
    [{}, 'TRADE_CLOSED', '88.88'],
    [{ amountFen: 1_000 }, 'TRADE_SUCCESS', '10.00'],
  ])('made up with %o: %s, %s back', async (options, status, fee) => {
    const shop = await paidWith('N15', options)
    const fields = shop.received[0]?.fields ?? {}
    expect(fields).toMatchObject({ trade_status: status, refund_fee: fee })
    expect(fields.gmt_refund).toMatch(/^2026-01-05 10:00:03\.\d{3}$/)
    expect('gmt_close' in fields).toBe(status === 'TRADE_CLOSED')
    expect('receipt_amount' in fields).toBe(false)
    expect(isGenuine(shop, fields)).toBe(true)
    expect(shop.sandbox.trades.get('o-1')).toMatchObject({ status: 'TRADE_SUCCESS' })
    expect(moneyMoved(shop)).toEqual(PAID)
  })

  test('N15 after a real refund of everything tells that refund', async () => {
    const shop = await paidWith('N02', { delayMs: 0 })
    const refund = { out_trade_no: 'o-1', refund_amount: '88.88', out_request_no: 'back-1' }
    await shop.trade('refund', refund)
    shop.sandbox.notifications.inject({ outTradeNo: 'o-1', fault: 'N15' })
    await shop.pass(SECOND)
    expect(shop.received.at(-1)?.fields).toMatchObject({
      trade_status: 'TRADE_CLOSED',
      refund_fee: '88.88',
      out_biz_no: 'back-1',
    })
    expect(moneyMoved(shop)).toEqual(UNMOVED)
  })
})
