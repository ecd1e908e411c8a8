// Payments by code: what S, F and U mean, what is final, and what the same payment gets when it comes again.
import { describe, expect, test } from 'vitest'
import { heldBy, openAmsShop } from '../../testing/ams-shop.fixture.ts'
import { MINUTE, SECOND } from '../../values/instant.ts'

describe('pay', () => {
  test('S is paid: amounts are text, quotes are numbers, the wallet pays in CNY', async () => {
    const shop = openAmsShop()
    const { said, body, verified } = await shop.pay('p-1')
    expect([said, verified]).toEqual(['S SUCCESS', true])
    expect(body).toMatchObject({
      paymentRequestId: 'p-1',
      paymentAmount: { currency: 'USD', value: '599' },
      actualPaymentAmount: { currency: 'CNY', value: '4253' },
      paymentQuote: { guaranteed: false, quoteCurrencyPair: '840/156', quotePrice: 7.1 },
      grossSettlementAmount: { currency: 'USD', value: '599' },
      pspCustomerInfo: { pspName: 'ALIPAYCN' },
      paymentTime: '2026-01-05T10:00:00+08:00',
    })
    expect(body).not.toHaveProperty('settlementQuote')
    expect(String(body.paymentId)).toHaveLength(35)
    const [buyer] = shop.sandbox.buyers.list()
    expect(buyer?.balanceFen).toBe(100_000_000 - 4_253)
    expect(heldBy(shop)).toBe(599)
    expect(shop.sandbox.trace().truths.get('p-1')).toMatchObject({ paidFen: 599, currency: 'USD' })
  })

  test.each([
    ['JPY', '599', { value: '2815' }, 'JPY'],
    ['CNY', '599', { value: '599' }, 'CNY'],
    ['HKD', '1000', { value: '910' }, 'HKD'],
    ['EUR', '1', { value: '8' }, 'EUR'],
  ])('%s %s', async (currency, value, actual, settled) => {
    const shop = openAmsShop()
    const { said, body } = await shop.pay('p-1', { paymentAmount: { currency, value } })
    expect(said).toBe('S SUCCESS')
    expect(body.actualPaymentAmount).toEqual({ currency: 'CNY', ...actual })
    expect(body.grossSettlementAmount).toEqual({ currency: settled, value })
    expect('paymentQuote' in body).toBe(currency !== 'CNY')
  })

  test('another settlement currency is quoted the other way round: gross is the amount divided by it', async () => {
    const shop = openAmsShop()
    const more = { settlementStrategy: { settlementCurrency: 'HKD' } }
    const { body } = await shop.pay('p-1', more)
    const { quotePrice } = body.settlementQuote as { quotePrice: number }
    expect(body.settlementQuote).toMatchObject({ quoteCurrencyPair: '344/840' })
    expect(body.grossSettlementAmount).toEqual({
      currency: 'HKD',
      value: String(Math.round(599 / quotePrice)),
    })
    expect(heldBy(shop, 'HKD')).toBe(Math.round(599 / quotePrice))
  })

  test.each([
    ['a number for an amount', { currency: 'USD', value: 599 }, 'S SUCCESS'],
    ['a sum with a decimal point', { currency: 'USD', value: '5.99' }, 'F PARAM_ILLEGAL'],
    ['a sum of nothing', { currency: 'USD', value: '0' }, 'F PARAM_ILLEGAL'],
    ['a fraction', { currency: 'USD', value: 5.99 }, 'F PARAM_ILLEGAL'],
    ['a currency in small letters', { currency: 'usd', value: '599' }, 'F PARAM_ILLEGAL'],
    [
      'a currency that is not simulated',
      { currency: 'GBP', value: '599' },
      'F CURRENCY_NOT_SUPPORT',
    ],
    ['no currency', { value: '599' }, 'F PARAM_ILLEGAL'],
  ])('%s', async (_what, paymentAmount, said) => {
    expect((await openAmsShop().pay('p-1', { paymentAmount })).said).toBe(said)
  })

  test('a refusal names the field, what was expected and what was seen', async () => {
    const { body } = await openAmsShop().pay('p-1', {
      paymentAmount: { currency: 'USD', value: '5.99' },
    })
    expect(body.result).toMatchObject({
      resultMessage: expect.stringMatching(
        /order\.orderAmount\.value: a whole number .*, not "5\.99"/,
      ),
    })
  })

  test.each([
    ['expired', 'F EXPIRED_CODE'],
    ['used', 'F EXPIRED_CODE'],
    ['no-money', 'F USER_BALANCE_NOT_ENOUGH'],
    ['risk-refused', 'F RISK_REJECT'],
    ['never', 'U PAYMENT_IN_PROCESS'],
  ])('a buyer whose code is %s: %s', async (pays, said) => {
    expect((await openAmsShop().pay('p-1', {}, pays)).said).toBe(said)
  })

  test.each([
    ['order.env.storeTerminalId', { order: undefined }],
    ['productCode', { productCode: 'CASHIER_PAYMENT' }],
    [
      'paymentFactor.inStorePaymentScenario',
      { paymentFactor: { inStorePaymentScenario: 'Other' } },
    ],
    ['paymentExpiryTime', { paymentExpiryTime: '2026-01-05T11:00:00+08:00' }],
    ['paymentExpiryTime', { paymentExpiryTime: '2026-01-05T09:00:00+08:00' }],
    ['paymentExpiryTime', { paymentExpiryTime: 'soon' }],
  ])('what is wrong with %s is said', async (field, more) => {
    const { said, body } = await openAmsShop().pay('p-1', more)
    expect(said).toBe('F PARAM_ILLEGAL')
    expect(JSON.stringify(body)).toContain(field.split('.')[0])
  })

  test('what is refused for its parameters says so in the journal, and which goods it listed', async () => {
    const shop = openAmsShop()
    const goods = [
      {
        referenceGoodsId: 'g-1',
        goodsUnitAmount: { currency: 'USD', value: '200' },
        goodsQuantity: 2,
      },
    ]
    const order = {
      referenceOrderId: 'o-1',
      orderDescription: 'tea',
      orderAmount: { currency: 'USD', value: '599' },
      goods,
    }
    await shop.pay('p-1', { order })
    const trace = shop.sandbox.trace()
    expect(trace.of('answer')[0]?.result).toMatchObject({
      meaning: 'rejected',
      reason: 'InvalidParameter',
      subCode: 'PARAM_ILLEGAL',
    })
    expect(trace.of('request')[0]?.order).toMatchObject({
      total: '599',
      goods: [{ id: 'g-1', price: '200', quantity: '2' }],
    })
  })

  test('names of scenarios are taken in any case', async () => {
    const more = { paymentFactor: { inStorePaymentScenario: 'PAYMENTCODE' } }
    expect((await openAmsShop().pay('p-1', more)).said).toBe('S SUCCESS')
  })
})

describe('the same payment again', () => {
  test('once final, it is answered with the same bytes', async () => {
    const shop = openAmsShop()
    const { authCode } = shop.sandbox.buyers.issueCode()
    const paymentMethod = { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: authCode }
    const first = await shop.pay('p-1', { paymentMethod })
    await shop.refund(first.body.paymentId, 'r-1', '100')
    const again = await shop.pay('p-1', { paymentMethod })
    expect(again.body).toEqual(first.body)
    expect(heldBy(shop)).toBe(499)
  })

  test('in process, it gives the state of now, and asks nobody twice', async () => {
    const shop = openAmsShop()
    const { authCode } = shop.sandbox.buyers.issueCode({ pays: 'after-password=8s' })
    const paymentMethod = { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: authCode }
    expect((await shop.pay('p-1', { paymentMethod })).said).toBe('U PAYMENT_IN_PROCESS')
    expect((await shop.pay('p-1', { paymentMethod })).said).toBe('U PAYMENT_IN_PROCESS')
    await shop.pass(9 * SECOND)
    expect((await shop.pay('p-1', { paymentMethod })).said).toBe('S SUCCESS')
    expect(heldBy(shop)).toBe(599)
  })

  test('an F is final for its id', async () => {
    const shop = openAmsShop()
    const { authCode } = shop.sandbox.buyers.issueCode({ pays: 'no-money' })
    const paymentMethod = { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: authCode }
    expect((await shop.pay('p-1', { paymentMethod })).said).toBe('F USER_BALANCE_NOT_ENOUGH')
    const buyer = shop.sandbox.buyers.list().at(-1)
    shop.sandbox.balances.deposit({ owner: buyer?.buyerId ?? '', amountFen: 1_000_000 })
    expect((await shop.pay('p-1', { paymentMethod })).said).toBe('F USER_BALANCE_NOT_ENOUGH')
    const { body } = await shop.inquire('p-1')
    expect(body).toMatchObject({
      paymentStatus: 'FAIL',
      paymentResultCode: 'USER_BALANCE_NOT_ENOUGH',
    })
  })

  test.each([
    ['another amount', { paymentAmount: { currency: 'USD', value: '600' } }],
    ['another currency', { paymentAmount: { currency: 'HKD', value: '599' } }],
    ['another code', {}],
  ])('with %s it is inconsistent', async (_what, more) => {
    const shop = openAmsShop()
    await shop.pay('p-1')
    expect((await shop.pay('p-1', more)).said).toBe('F REPEAT_REQ_INCONSISTENT')
  })

  test('of a cancelled id and of an expired one it has a code of its own', async () => {
    const shop = openAmsShop()
    const code = (pays: string) => ({
      paymentMethod: {
        paymentMethodType: 'CONNECT_WALLET',
        paymentMethodId: shop.sandbox.buyers.issueCode({ pays }).authCode,
      },
    })
    const [cancelled, expired] = [code('never'), code('never')]
    await shop.pay('p-1', cancelled)
    await shop.cancel('p-1')
    expect((await shop.pay('p-1', cancelled)).said).toBe('F ORDER_IS_CANCELED')
    await shop.pay('p-2', expired)
    await shop.pass(4 * MINUTE)
    expect((await shop.pay('p-2', expired)).said).toBe('F ORDER_IS_CLOSED')
  })
})
