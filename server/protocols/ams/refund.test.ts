// Refunds: parts, repetitions, windows, and the inquiry about one.
import { describe, expect, test } from 'vitest'
import { heldBy, openAmsShop } from '../../testing/ams-shop.fixture.ts'
import { DAY, SECOND } from '../../values/instant.ts'

describe('refund', () => {
  test('in parts up to what was paid; the same number is one refund', async () => {
    const shop = openAmsShop()
    const { body: paid } = await shop.pay('p-1')
    const id = paid.paymentId
    const first = await shop.refund(id, 'r-1', '99')
    expect(first).toMatchObject({
      said: 'S SUCCESS',
      body: {
        refundRequestId: 'r-1',
        paymentId: id,
        refundAmount: { currency: 'USD', value: '99' },
      },
    })
    expect((await shop.refund(id, 'r-1', '99')).body).toEqual(first.body)
    expect((await shop.refund(id, 'r-1', '98')).said).toBe('F REPEAT_REQ_INCONSISTENT')
    expect((await shop.refund(id, 'r-2', '501')).said).toBe('F REFUND_AMOUNT_EXCEED')
    expect((await shop.refund(id, 'r-2', '500')).said).toBe('S SUCCESS')
    expect((await shop.refund(id, 'r-3', '1')).said).toBe('F REFUND_AMOUNT_EXCEED')
    expect((await shop.refund(id, 'r-1', '99')).body).toEqual(first.body)
    // The last part takes back what rounding has left: nothing is kept.
    expect(shop.sandbox.buyers.list()[0]?.balanceFen).toBe(100_000_000)
    expect(heldBy(shop)).toBe(0)
  })

  test('its number is the merchant’s: no other payment is refunded under it', async () => {
    const shop = openAmsShop()
    const { body: one } = await shop.pay('p-1')
    const { body: two } = await shop.pay('p-2')
    await shop.refund(one.paymentId, 'r-1', '99')
    expect((await shop.refund(two.paymentId, 'r-1', '99')).said).toBe('F REPEAT_REQ_INCONSISTENT')
  })

  test.each([
    ['an unpaid payment', 'never', 'F ORDER_STATUS_INVALID'],
    ['a failed one', 'no-money', 'F ORDER_STATUS_INVALID'],
  ])('of %s', async (_what, pays, said) => {
    const shop = openAmsShop()
    await shop.pay('p-1', {}, pays)
    const { tradeNo } = shop.sandbox.trades.get('p-1') ?? {}
    expect((await shop.refund(tradeNo, 'r-1', '1')).said).toBe(said)
  })

  test('of a cancelled payment, by an option', async () => {
    const shop = openAmsShop()
    const { body } = await shop.pay('p-1')
    await shop.cancel('p-1')
    expect((await shop.refund(body.paymentId, 'r-1', '1')).said).toBe('F ORDER_IS_CANCELED')
    shop.sandbox.options.set({ amsRefundOfCancelled: 'ORDER_STATUS_INVALID' })
    expect((await shop.refund(body.paymentId, 'r-1', '1')).said).toBe('F ORDER_STATUS_INVALID')
  })

  test('in another currency, and of a payment that does not exist', async () => {
    const shop = openAmsShop()
    const { body } = await shop.pay('p-1')
    const more = { refundAmount: { currency: 'HKD', value: '1' } }
    expect((await shop.refund(body.paymentId, 'r-1', '1', more)).said).toBe(
      'F CURRENCY_NOT_SUPPORT',
    )
    expect((await shop.refund('nothing', 'r-1', '1')).said).toBe('F ORDER_NOT_EXIST')
  })

  test('for 365 days, and not a day longer', async () => {
    const shop = openAmsShop()
    const { body } = await shop.pay('p-1')
    await shop.sandbox.clock.advance(365 * DAY - SECOND)
    expect((await shop.refund(body.paymentId, 'r-1', '1')).said).toBe('S SUCCESS')
    await shop.sandbox.clock.advance(2 * SECOND)
    expect((await shop.refund(body.paymentId, 'r-2', '1')).said).toBe('F REFUND_WINDOW_EXCEED')
    expect((await shop.cancel('p-1')).said).toBe('F CANCEL_WINDOW_EXCEED')
    expect((await shop.inquire('p-1')).body).toMatchObject({ paymentStatus: 'SUCCESS' })
  })

  test('is asked about by either number', async () => {
    const shop = openAmsShop()
    const { body } = await shop.pay('p-1')
    const { body: back } = await shop.refund(body.paymentId, 'r-1', '99')
    for (const named of [{ refundRequestId: 'r-1' }, { refundId: back.refundId }]) {
      const asked = await shop.call('payments/inquiryRefund', named)
      expect(asked).toMatchObject({
        said: 'S SUCCESS',
        body: { refundStatus: 'SUCCESS', refundRequestId: 'r-1', refundAmount: { value: '99' } },
      })
    }
    const unknown = await shop.call('payments/inquiryRefund', { refundRequestId: 'r-9' })
    expect(unknown.said).toBe('F REFUND_NOT_EXIST')
    const odd = await shop.call('payments/inquiryRefund', { refundId: 'x' })
    expect(odd.said).toBe('F REFUND_NOT_EXIST')
    expect((await shop.call('payments/inquiryRefund', {})).said).toBe('F PARAM_ILLEGAL')
  })
})
