// What a merchant is told without asking: signed over its own address, acknowledged in JSON, sent eight times.
import { describe, expect, test } from 'vitest'
import { openAmsShop } from '../../testing/ams-shop.fixture.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../values/instant.ts'

const FAILED = () =>
  Response.json({ result: { resultStatus: 'U', resultCode: 'UNKNOWN_EXCEPTION' } })

test('a payment is told at once, with the sums of its reply, signed over path and query', async () => {
  const shop = openAmsShop()
  const { body: paid } = await shop.pay('p-1')
  await shop.pass(SECOND)
  const [told] = shop.received
  expect(told).toMatchObject({ verified: true, url: 'http://shop.test/ams/notify?shop=1' })
  expect(told?.headers.get('client-id')).toBe(shop.app.appId)
  expect(told?.headers.get('request-time')).toBe('2026-01-05T10:00:00+08:00')
  expect(told?.body).toMatchObject({
    notifyType: 'PAYMENT_RESULT',
    result: { resultCode: 'SUCCESS', resultStatus: 'S' },
    paymentRequestId: 'p-1',
    paymentId: paid.paymentId,
    paymentAmount: { currency: 'USD', value: '599' },
    actualPaymentAmount: paid.actualPaymentAmount,
    paymentQuote: paid.paymentQuote,
    grossSettlementAmount: paid.grossSettlementAmount,
    pspCustomerInfo: paid.pspCustomerInfo,
  })
})

test('eight sends within a day: at once, then after 2 m, 10 m, 10 m, 1 h, 2 h, 6 h and 15 h', async () => {
  const shop = openAmsShop({ answers: FAILED })
  await shop.pay('p-1')
  await shop.pass(3 * DAY)
  const gaps = shop.received.map(({ atMs }, nth) => atMs - (shop.received[nth - 1]?.atMs ?? atMs))
  expect(gaps).toEqual([
    0,
    2 * MINUTE,
    10 * MINUTE,
    10 * MINUTE,
    HOUR,
    2 * HOUR,
    6 * HOUR,
    15 * HOUR,
  ])
  expect(new Set(shop.received.map(({ text }) => text)).size).toBe(1)
  const times = shop.received.map(({ headers }) => headers.get('request-time'))
  expect(new Set(times).size).toBe(8)
  expect(shop.received.every(({ verified }) => verified)).toBe(true)
})

const result = (members: object) => JSON.stringify({ result: members })

test.each([
  [
    'S',
    result({ resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' }),
    200,
    1,
    'accepted',
  ],
  ['S without a message', result({ resultCode: 'SUCCESS', resultStatus: 'S' }), 200, 1, 'accepted'],
  ['S without its code', result({ resultStatus: 'S' }), 200, 2, 'nearly'],
  ['the word of openapi', 'success', 200, 2, 'nearly'],
  ['U', result({ resultCode: 'UNKNOWN_EXCEPTION', resultStatus: 'U' }), 200, 2, 'refused'],
  ['F', result({ resultCode: 'PROCESS_FAIL', resultStatus: 'F' }), 200, 2, 'refused'],
  ['an empty page', '', 200, 2, 'other'],
  ['S under HTTP 201', result({ resultCode: 'SUCCESS', resultStatus: 'S' }), 201, 2, 'nearly'],
] as const)('a shop that answers %s hears of it %#', async (_what, text, status, sends, answer) => {
  const shop = openAmsShop({ answers: () => new Response(text, { status }) })
  await shop.pay('p-1')
  await shop.pass(5 * MINUTE)
  expect(shop.received).toHaveLength(sends)
  expect(shop.sandbox.trace().of('reply')[0]).toMatchObject({ answer, acknowledged: sends === 1 })
})

test('a payment code that fails is told in its reply alone, and one that expires by a notification', async () => {
  const shop = openAmsShop()
  await shop.pay('p-1', {}, 'no-money')
  await shop.pass(5 * MINUTE)
  expect(shop.received).toEqual([])
  await shop.pay('p-2', {}, 'never')
  await shop.pass(5 * MINUTE)
  expect(shop.received.map(({ body }) => body)).toMatchObject([
    { result: { resultStatus: 'F' }, paymentRequestId: 'p-2' },
  ])
  expect(shop.received[0]?.body).not.toHaveProperty('actualPaymentAmount')
})

test('by an option a payment code that was answered S is not told again', async () => {
  const shop = openAmsShop()
  shop.sandbox.options.set({ amsNotifyPaymentCode: false })
  await shop.pay('p-1')
  await shop.pass(MINUTE)
  expect(shop.received).toEqual([])
})

test('without an address there is none, unless the dashboard has one', async () => {
  const shop = openAmsShop()
  await shop.pay('p-1', { paymentNotifyUrl: undefined })
  await shop.pass(MINUTE)
  expect(shop.received).toEqual([])
  shop.sandbox.options.set({ amsNotifyUrl: 'http://shop.test/dashboard' })
  await shop.pay('p-2', { paymentNotifyUrl: undefined })
  await shop.pass(MINUTE)
  expect(shop.received.map(({ url, verified }) => [url, verified])).toEqual([
    ['http://shop.test/dashboard', true],
  ])
})

describe('an asynchronous refund', () => {
  const asked = { isAsyncRefund: true, refundNotifyUrl: 'http://shop.test/ams/refunds' }

  test('is in process, asked again too, until it is done and told', async () => {
    const shop = openAmsShop()
    shop.sandbox.options.set({ amsNotifyPaymentCode: false })
    const { body: paid } = await shop.pay('p-1')
    const first = await shop.refund(paid.paymentId, 'r-1', '99', asked)
    expect(first.said).toBe('U REFUND_IN_PROCESS')
    expect((await shop.refund(paid.paymentId, 'r-1', '99', asked)).said).toBe('U REFUND_IN_PROCESS')
    const ask = () => shop.call('payments/inquiryRefund', { refundRequestId: 'r-1' })
    expect((await ask()).body).toMatchObject({ refundStatus: 'PROCESSING' })
    await shop.pass(11 * SECOND)
    expect((await ask()).body).toMatchObject({
      refundStatus: 'SUCCESS',
      refundTime: '2026-01-05T10:00:10+08:00',
    })
    expect((await shop.refund(paid.paymentId, 'r-1', '99', asked)).said).toBe('S SUCCESS')
    expect(shop.received).toHaveLength(1)
    const [told] = shop.received
    expect(told).toMatchObject({ url: 'http://shop.test/ams/refunds', verified: true })
    expect(told?.body).toMatchObject({
      notifyType: 'REFUND_RESULT',
      refundStatus: 'SUCCESS',
      refundRequestId: 'r-1',
      refundId: first.body.refundId,
      refundAmount: { currency: 'USD', value: '99' },
      actualRefundAmount: { currency: 'CNY', value: '703' },
      grossSettlementAmount: { currency: 'USD', value: '99' },
    })
    expect(shop.sandbox.trace().of('send')[0]?.text).toMatchObject({
      ofRefund: true,
      refundNo: 'r-1',
    })
  })

  test('without an address of its own it is not told, whatever the payment has', async () => {
    const shop = openAmsShop()
    const { body: paid } = await shop.pay('p-1')
    await shop.pass(SECOND)
    await shop.refund(paid.paymentId, 'r-1', '99', { isAsyncRefund: 'true' })
    await shop.pass(MINUTE)
    expect(shop.received).toHaveLength(1)
  })
})
