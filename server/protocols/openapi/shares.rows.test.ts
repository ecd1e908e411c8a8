// Sharing the money of a paid trade, and getting it back: what order.settle and refund say, and where
// the money is afterwards.
import { describe, expect, test } from 'vitest'
import { commonParams, formPost, openShop, signed, type Shop } from '../../testing/shop.fixture.ts'

const order = { out_trade_no: 'o-1', total_amount: '88.88', subject: '一杯咖啡' }
const fails = (subCode: string) => ({ code: '40004', sub_code: `ACQ.${subCode}` })
const buyerIds = (shop: Shop) => shop.sandbox.buyers.list().map(({ buyerId }) => buyerId)
const code = (shop: Shop, pays = 'at-once') => shop.sandbox.buyers.issueCode({ pays }).authCode

test('money that was shared and spent cannot be refunded', async () => {
  const shop = openShop()
  const total_amount = '900000.00'
  await shop.pay('o-1', { auth_code: code(shop, 'never'), total_amount })
  shop.sandbox.buyers.pay('o-1')
  const { trade_no } = await shop.trade('query', order)
  const [, other = ''] = buyerIds(shop)
  const settle = (out_request_no: string, amount: string, trans_in = other) =>
    shop.trade('order.settle', {
      out_request_no,
      trade_no,
      royalty_parameters: [{ trans_in, amount }],
    })
  expect(await settle('s1', '900000.01')).toMatchObject(fails('ALLOC_AMOUNT_VALIDATE_ERROR'))
  expect(await settle('s1', '1.00', '2088000000000000')).toMatchObject(
    fails('ROYALTY_ACCOUNT_NOT_EXIST'),
  )
  const shared = await settle('s1', '900000.00')
  expect(shared).toMatchObject({ code: '10000', trade_no })
  expect(String(shared.settle_no)).toMatch(/^\d{28}$/)
  expect(await settle('s1', '900000.00')).toEqual(shared)
  expect(await settle('s1', '1.00')).toMatchObject(fails('DISCORDANT_REPEAT_REQUEST'))
  const { authCode: auth_code } = shop.sandbox.buyers.issueCode({ pays: 'never', buyerId: other })
  await shop.pay('o-2', { auth_code, total_amount })
  shop.sandbox.buyers.pay('o-2')
  const second = await shop.trade('query', { out_trade_no: 'o-2' })
  const rest = { trade_no: second.trade_no, out_request_no: 's1' }
  const royalty_parameters = [{ trans_in: buyerIds(shop)[2], amount: total_amount }]
  expect(await shop.trade('order.settle', { ...rest, royalty_parameters })).toMatchObject({
    code: '10000',
  })
  const refund = (no: string) =>
    shop.trade('refund', { out_trade_no: no, refund_amount: total_amount })
  expect(await refund('o-1')).toMatchObject({ code: '10000' })
  // Whoever got the share of o-2 spends it, and all they had.
  const third = shop.sandbox.buyers.issueCode({ pays: 'never', buyerId: buyerIds(shop)[2] })
  await shop.pay('o-3', { auth_code: third.authCode, total_amount: '1900000.00' })
  shop.sandbox.buyers.pay('o-3')
  expect(await refund('o-2')).toMatchObject(fails('SELLER_BALANCE_NOT_ENOUGH'))
  expect(await settle('s2', '1.00')).toMatchObject(fails('ALLOC_REFUSE_AFTER_REFUND'))
})

const RATE = { feeRateBp: 60 }
/** Of every buyer, in order. */
const balances = (shop: Shop) => shop.sandbox.buyers.list().map(({ balanceFen }) => balanceFen)

/** A paid order of 100 yuan, whose number it gives. */
async function paid(shop: Shop, how: 'code' | 'page', no = 'o-1'): Promise<string> {
  const biz = { ...order, out_trade_no: no, total_amount: '100.00' }
  if (how === 'code') return String((await shop.pay(no, biz)).trade_no)
  const asked = { ...biz, product_code: 'FAST_INSTANT_TRADE_PAY' }
  const params = commonParams(shop.app, 'alipay.trade.page.pay', asked)
  await shop.text(formPost(signed(shop.app, params)))
  return shop.sandbox.buyers.confirm({ outTradeNo: no }).tradeNo
}
const settle = (shop: Shop, trade_no: string, out_request_no: string, shares: object[]) =>
  shop.trade('order.settle', { trade_no, out_request_no, royalty_parameters: shares })

describe('a share by percentage', () => {
  test('is of what the seller received, down to the fen; an amount wins over it', async () => {
    const shop = openShop()
    const [, one = '', two = ''] = buyerIds(shop)
    const before = balances(shop)
    const { trade_no } = await shop.pay('o-1')
    const shared = await settle(shop, String(trade_no), 's1', [
      { trans_in: one, amount_percentage: '25' },
      { trans_in: two, amount_percentage: 99, amount: '1.00' },
    ])
    expect(shared).toMatchObject({ code: '10000' })
    const after = balances(shop)
    expect([1, 2].map((place) => (after[place] ?? 0) - (before[place] ?? 0))).toEqual([2_222, 100])
  })

  test('must be a whole number up to 100, unless there is an amount', async () => {
    const shop = openShop()
    const trade_no = await paid(shop, 'code')
    const [, trans_in] = buyerIds(shop)
    const wrong = async (share: object) =>
      (await settle(shop, trade_no, 's1', [{ trans_in, ...share }])).sub_msg
    expect(await wrong({ amount_percentage: 101 })).toContain(
      'amount_percentage：应为 1～100 的整数',
    )
    expect(await wrong({})).toContain(
      'royalty_parameters.0.amount：与 amount_percentage 二选一必填',
    )
  })
})

describe('a refund of a shared trade', () => {
  test('face to face: everybody gives back in proportion, and the books are as before', async () => {
    const shop = openShop()
    shop.sandbox.options.set(RATE)
    const before = balances(shop)
    const trade_no = await paid(shop, 'code')
    const [, one = '', two = ''] = buyerIds(shop)
    await settle(shop, trade_no, 's1', [
      { trans_in: one, amount: '30.01' },
      { trans_in: two, amount: '0.33' },
    ])
    const refund = (refund_amount: string, out_request_no: string) =>
      shop.trade('refund', { trade_no, refund_amount, out_request_no })
    expect(await refund('33.33', 'r1')).toMatchObject({ fund_change: 'Y' })
    const asked = { trade_no, out_request_no: 'r1' }
    expect(await shop.trade('fastpay.refund.query', asked)).toMatchObject({
      refund_status: 'REFUND_SUCCESS',
      refund_royaltys: [
        { refund_amount: '10.00', trans_out: one, trans_in: shop.app.pid, result_code: 'SUCCESS' },
        { refund_amount: '0.11', trans_out: two },
      ],
    })
    // What is shared after a refund comes back with the rest of the trade.
    await settle(shop, trade_no, 's2', [{ trans_in: two, amount: '10.00' }])
    await refund('66.67', 'r2')
    expect(balances(shop)).toEqual(before)
  })

  test('by the cashier: only those give back whom the merchant names, and not more than they got', async () => {
    const shop = openShop()
    const trade_no = await paid(shop, 'page')
    const [, one = '', two = ''] = buyerIds(shop)
    await settle(shop, trade_no, 's1', [
      { trans_in: one, amount: '30.00' },
      { trans_in: two, amount: '10.00' },
    ])
    const before = balances(shop)
    const refund = (out_request_no: string, refund_royalty_parameters?: object[]) =>
      shop.trade('refund', {
        trade_no,
        refund_amount: '20.00',
        out_request_no,
        refund_royalty_parameters,
      })
    const gives = (trans_out: string, amount: string, trans_in = shop.app.pid) => [
      { trans_out, amount, trans_in },
    ]
    const tooHigh = fails('ALLOC_AMOUNT_VALIDATE_ERROR')
    expect(await refund('r1', gives(two, '10.01'))).toMatchObject(tooHigh)
    expect(await refund('r1', gives(one, '20.01'))).toMatchObject(tooHigh)
    expect(await refund('r1', gives('2088000000000000', '1.00'))).toMatchObject(tooHigh)
    expect(await refund('r1', gives(two, '6.00', 'nobody'))).toMatchObject({
      ...fails('REFUND_ROYALTY_PAYEE_ACCOUNT_NOT_EXIST'),
      sub_msg: '退分账收入方账户不存在',
    })
    expect(await refund('r1', gives(two, '6.00'))).toMatchObject({ code: '10000' })
    expect(await refund('r2', gives(two, '4.01'))).toMatchObject(tooHigh)
    expect(await refund('r2')).toMatchObject({ code: '10000' })
    const after = balances(shop).map((fen, place) => fen - (before[place] ?? 0))
    expect(after.slice(0, 3)).toEqual([4_000, 0, -600])
  })
})

test('a cancel gives everything back, as the refund of the whole', async () => {
  const shop = openShop()
  const before = balances(shop)
  const trade_no = await paid(shop, 'code')
  const [, trans_in] = buyerIds(shop)
  await settle(shop, trade_no, 's1', [{ trans_in, amount_percentage: 100 }])
  expect(await shop.trade('cancel', { trade_no })).toMatchObject({ action: 'refund' })
  expect(balances(shop)).toEqual(before)
})

describe('order.settle', () => {
  test('makes up for the seller out of another account, which is no share of the trade', async () => {
    const shop = openShop()
    const before = balances(shop)
    const trade_no = await paid(shop, 'code')
    const [, helper = '', other = ''] = buyerIds(shop)
    const made = (amount: string, trans_out?: string) => [
      { royalty_type: 'replenish', trans_out, trans_in: shop.app.pid, amount },
    ]
    expect((await settle(shop, trade_no, 's1', made('5.00'))).sub_msg).toContain(
      'royalty_parameters.0.trans_out：补差（replenish）时必填',
    )
    expect(await settle(shop, trade_no, 's1', made('1000000.01', helper))).toMatchObject(
      fails('TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH'),
    )
    expect(await settle(shop, trade_no, 's1', made('5.00', helper))).toMatchObject({
      code: '10000',
    })
    const whole = [{ trans_in: other, amount_percentage: 100 }]
    expect(await settle(shop, trade_no, 's2', whole)).toMatchObject({ code: '10000' })
    await shop.trade('refund', { trade_no, refund_amount: '100.00' })
    const after = balances(shop).map((fen, place) => fen - (before[place] ?? 0))
    expect(after.slice(0, 3)).toEqual([0, -500, 0])
  })

  test('never pays the seller, by whatever name', async () => {
    const shop = openShop()
    const trade_no = await paid(shop, 'code')
    for (const trans_in of [shop.app.pid, shop.app.sellerEmail]) {
      const refused = await settle(shop, trade_no, 's1', [{ trans_in, amount: '10.00' }])
      expect(refused).toMatchObject(fails('ROYALTY_RECEIVER_INVALID'))
    }
  })
})
