// What create_direct_pay_by_user refuses, how that looks, and who is told.
import { describe, expect, test } from 'vitest'
import { openMapiShop } from '../../testing/mapi-shop.fixture.ts'
import { HOUR, SECOND } from '../../values/instant.ts'

describe('what is refused, in a page that shows the code', () => {
  const refusals: [string, Record<string, string>, string][] = [
    ['no number', { out_trade_no: '' }, 'ILLEGAL_ARGUMENT'],
    ['no subject', { subject: '' }, 'SUBJECT_MUST_NOT_BE_NULL'],
    ['another payment type', { payment_type: '4' }, 'ILLEGAL_PAYMENT_TYPE'],
    ['no sum', { total_fee: '' }, 'ILLEGAL_FEE_PARAM'],
    ['a sum in three decimals', { total_fee: '1.001' }, 'ILLEGAL_MONEY_FORMAT'],
    ['a sum of nothing', { total_fee: '0.00' }, 'ILLEGAL_FEE_PARAM'],
    ['a sum beside a price', { total_fee: '1.00', price: '1.00' }, 'ILLEGAL_FEE_PARAM'],
    ['half a piece', { price: '1.00', quantity: '0.5' }, 'ILLEGAL_INTEGER_FORMAT'],
    ['a long number', { out_trade_no: 'x'.repeat(65) }, 'ILLEGAL_LENGTH'],
    ['a time in decimals', { it_b_pay: '1.5h' }, 'ILLEGAL_OUTTIME_ARGUMENT'],
    ['a time beyond 15 days', { it_b_pay: '16d' }, 'ILLEGAL_OUTTIME_ARGUMENT'],
    ['an echo with an ampersand', { extra_common_param: 'a&b' }, 'ILLEGAL_EXTRA_COMMON_PARAM'],
    ['no receiver', { seller_id: '' }, 'ILLEGAL_ARGUMENT'],
    ['a receiver that nobody is', { seller_id: '2088000000000000' }, 'SELLER_NOT_EXIST'],
    ['a buyer that nobody is', { buyer_email: 'nobody@sandbox.com' }, 'BUYER_NOT_EXIST'],
    ['an address that is none', { return_url: 'javascript:alert(1)' }, 'ILLEGAL_ARGUMENT'],
    ['a made-up key against phishing', { anti_phishing_key: 'abc' }, 'ILLEGAL_ANTI_PHISHING_KEY'],
  ]
  test.each(refusals)('%s', async (_what, more, code) => {
    const shop = openMapiShop()
    const reply = await shop.submit('o-1', more)
    expect(reply).toMatchObject({ status: 200, said: code })
    expect(reply.headers.get('content-type')).toBe('text/html;charset=utf-8')
    expect(shop.sandbox.trace().of('answer')[0]?.result).toMatchObject({ code: 'F', subCode: code })
  })

  test('or in XML, where a sandbox has it so', async () => {
    const shop = openMapiShop()
    shop.sandbox.options.set({ mapiPageErrors: 'xml' })
    const { text } = await shop.submit('o-1', { total_fee: '0' })
    expect(text).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n' +
        '<alipay><is_success>F</is_success><error>ILLEGAL_FEE_PARAM</error></alipay>',
    )
  })
})

describe('an address for errors', () => {
  const ERRORS = 'http://shop.test/mapi/errors'

  test('hears the code of what was refused, and of which order', async () => {
    const shop = openMapiShop()
    await shop.submit('o-1', { total_fee: '0', error_notify_url: ERRORS })
    await shop.pass(5 * SECOND)
    expect(shop.received.map(({ url, fields }) => [url, fields])).toEqual([
      [
        ERRORS,
        {
          partner: shop.app.pid,
          out_trade_no: 'o-1',
          return_url: 'http://shop.test/mapi/return?shop=1',
          seller_id: shop.app.pid,
          error_code: 'ILLEGAL_FEE_PARAM',
        },
      ],
    ])
    expect(shop.sandbox.trace().of('send')[0]?.text).toMatchObject({ ofFailure: true })
  })

  test('hears nothing of a call that anybody could have written, nor where the contract says no', async () => {
    const shop = openMapiShop()
    const wrong = shop.common('create_direct_pay_by_user', shop.order('o-1'))
    await shop.send({ ...wrong, sign_type: 'MD5', sign: 'x', error_notify_url: ERRORS })
    shop.sandbox.options.set({ mapiErrorNotify: false })
    await shop.submit('o-2', { total_fee: '0', error_notify_url: ERRORS })
    await shop.pass(HOUR)
    expect(shop.received).toEqual([])
  })
})
