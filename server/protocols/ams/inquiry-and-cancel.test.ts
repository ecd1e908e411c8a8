// What an inquiry tells of a payment, and how a cancel ends one.
import { describe, expect, test } from 'vitest'
import { heldBy, openAmsShop } from '../../testing/ams-shop.fixture.ts'
import { DAY, MINUTE, SECOND } from '../../values/instant.ts'

describe('inquiryPayment', () => {
  test('the result speaks of the query, the status of the payment', async () => {
    const shop = openAmsShop()
    await shop.pay('p-1', {}, 'after-password=8s')
    expect((await shop.inquire('p-1')).body).toMatchObject({
      result: { resultStatus: 'S' },
      paymentStatus: 'PROCESSING',
      paymentResultCode: 'PAYMENT_IN_PROCESS',
    })
    await shop.pass(9 * SECOND)
    const { body } = await shop.inquire('p-1')
    expect(body).toMatchObject({
      paymentStatus: 'SUCCESS',
      paymentTime: '2026-01-05T10:00:08+08:00',
    })
  })

  test.each([
    ['cancelled', 'CANCELLED', 'ORDER_IS_CANCELED'],
    ['expired', 'FAIL', 'ORDER_IS_CLOSED'],
  ])('%s', async (how, paymentStatus, paymentResultCode) => {
    const shop = openAmsShop()
    await shop.pay('p-1', {}, 'never')
    await (how === 'cancelled' ? shop.cancel('p-1') : shop.pass(4 * MINUTE))
    expect((await shop.inquire('p-1')).body).toMatchObject({ paymentStatus, paymentResultCode })
  })

  test('refunds leave the status alone, and stand beside it', async () => {
    const shop = openAmsShop()
    const { body: paid } = await shop.pay('p-1')
    await shop.refund(paid.paymentId, 'r-1', '99')
    await shop.refund(paid.paymentId, 'r-2', '500')
    const { body } = await shop.inquire('p-1')
    expect(body).toMatchObject({
      paymentStatus: 'SUCCESS',
      transactions: [
        {
          transactionType: 'REFUND',
          transactionRequestId: 'r-1',
          transactionAmount: { value: '99' },
        },
        {
          transactionType: 'REFUND',
          transactionRequestId: 'r-2',
          transactionAmount: { value: '500' },
        },
      ],
    })
  })

  test('the gateway’s number wins, one of the two is needed, and an unknown order does not exist', async () => {
    const shop = openAmsShop()
    const { body } = await shop.pay('p-1')
    const both = { paymentId: body.paymentId, paymentRequestId: 'other' }
    expect((await shop.call('payments/inquiryPayment', both)).body).toMatchObject({
      paymentRequestId: 'p-1',
    })
    expect((await shop.call('payments/inquiryPayment', {})).said).toBe('F PARAM_ILLEGAL')
    expect((await shop.inquire('p-9')).said).toBe('F ORDER_NOT_EXIST')
  })
})

describe('cancel', () => {
  test('gives a paid sum back whole, and the same answer to a repetition', async () => {
    const shop = openAmsShop()
    const { body: paid } = await shop.pay('p-1')
    const first = await shop.cancel('p-1')
    expect(first).toMatchObject({
      said: 'S SUCCESS',
      body: { paymentId: paid.paymentId, paymentRequestId: 'p-1' },
    })
    await shop.pass(5 * SECOND)
    expect((await shop.cancel('p-1')).body).toEqual(first.body)
    expect(heldBy(shop)).toBe(0)
    expect(shop.sandbox.buyers.list()[0]?.balanceFen).toBe(100_000_000)
    expect((await shop.inquire('p-1')).body).toMatchObject({ paymentStatus: 'CANCELLED' })
  })

  test('is possible until 00:15 of the next day, in China', async () => {
    const shop = openAmsShop()
    await shop.pay('p-1')
    await shop.pay('p-2')
    // 10:00 to 00:15.
    await shop.sandbox.clock.advance(14 * 60 * MINUTE + 15 * MINUTE)
    expect((await shop.cancel('p-1')).said).toBe('S SUCCESS')
    await shop.sandbox.clock.advance(SECOND)
    expect((await shop.cancel('p-2')).said).toBe('F CANCEL_WINDOW_EXCEED')
  })

  test('is refused once something was refunded', async () => {
    const shop = openAmsShop()
    const { body } = await shop.pay('p-1')
    await shop.refund(body.paymentId, 'r-1', '1')
    expect((await shop.cancel('p-1')).said).toBe('F PROCESS_FAIL')
  })

  test.each([
    ['blocks', 'F ORDER_NOT_EXIST', 'F ORDER_IS_CANCELED'],
    ['refuses', 'F ORDER_NOT_EXIST', 'S SUCCESS'],
    ['accepts', 'S SUCCESS', 'S SUCCESS'],
  ] as const)(
    'of an unknown id, where it %s: %s, and a pay that comes late: %s',
    async (how, said, late) => {
      const shop = openAmsShop()
      shop.sandbox.options.set({ amsCancelOfUnknown: how })
      expect((await shop.cancel('p-1')).said).toBe(said)
      expect((await shop.pay('p-1')).said).toBe(late)
    },
  )

  test('a buyer who pays after it gets the money back, and the payment stays cancelled', async () => {
    const shop = openAmsShop()
    await shop.pay('p-1', {}, 'after-cancel=3s')
    await shop.cancel('p-1')
    await shop.pass(4 * SECOND)
    expect(shop.sandbox.trades.get('p-1')).toMatchObject({
      status: 'TRADE_CLOSED',
      refundedFen: 599,
      closedBy: 'cancel',
    })
    expect(shop.sandbox.buyers.list()[0]?.balanceFen).toBe(100_000_000)
    expect(heldBy(shop)).toBe(0)
    expect((await shop.inquire('p-1')).body).toMatchObject({ paymentStatus: 'CANCELLED' })
    expect((await shop.cancel('p-1')).said).toBe('S SUCCESS')
    await shop.pass(DAY)
    expect(shop.received).toEqual([])
  })
})

test('the journal has the shared meaning, and the words of AMS beside it', async () => {
  const shop = openAmsShop()
  await shop.pay('p-1', {}, 'never')
  await shop.inquire('p-1')
  await shop.cancel('p-1')
  await shop.inquire('p-9')
  const trace = shop.sandbox.trace()
  const seen = trace.of('answer').map(({ result }) => result)
  expect(seen).toMatchObject([
    { meaning: 'pending', code: 'U', subCode: 'PAYMENT_IN_PROCESS' },
    { meaning: 'ok', code: 'S', tradeStatus: 'WAIT_BUYER_PAY' },
    { meaning: 'ok', code: 'S' },
    { meaning: 'not-found', reason: 'TradeNotFound', code: 'F', subCode: 'ORDER_NOT_EXIST' },
  ])
  const asked = trace.of('request').map(({ family, op, protocol }) => [family, op, protocol])
  expect(asked[0]).toEqual(['ams', 'PAY', 'ams-v1'])
})
