// Discounts, channels and fees: every amount that a reply tells, and where the money really went.
import { expect, test } from 'vitest'
import { openShop, type Shop } from '../../testing/shop.fixture.ts'
import { FUND_CHANNELS } from '../../options/funding.ts'
import { HOUR } from '../../values/instant.ts'

const SHOWS = [
  'discount_amount',
  'mdiscount_amount',
  'voucher_detail_list',
  'discount_goods_detail',
]
const promotions = [
  { id: 'c1', name: '门店券', kind: 'coupon', merchantFen: 300, platformFen: 200 },
  { id: 'd1', name: '立减', kind: 'discount', merchantFen: 0, platformFen: 100 },
  { id: 'i1', name: '单品', kind: 'item', merchantFen: 150, platformFen: 0, goodsId: 'latte' },
] as const
const latte = { goods_id: 'latte', goods_name: '拿铁', quantity: 2, price: '30.00' }
const fails = (subCode: string) => ({ code: '40004', sub_code: `ACQ.${subCode}` })

function opened(options: object): Shop {
  const shop = openShop()
  shop.sandbox.options.set({ ...options })
  return shop
}
const balance = (shop: Shop) => shop.sandbox.buyers.list()[0]?.balanceFen ?? 0

test('a valid store, a matching item and a discountable part each have their effect', async () => {
  const shop = opened({ promotions })
  const pay = async (no: string, biz = {}) =>
    shop.pay(no, { total_amount: '100.00', terminal_id: 'T1', query_options: SHOWS, ...biz })
  const before = balance(shop)
  const all = await pay('all', { store_id: 'BJ001', goods_detail: [latte] })
  expect(all).toMatchObject({
    total_amount: '100.00',
    receipt_amount: '95.50',
    buyer_pay_amount: '92.50',
    invoice_amount: '92.50',
    point_amount: '0.00',
    discount_amount: '3.00',
    mdiscount_amount: '4.50',
  })
  expect(all.voucher_detail_list).toHaveLength(3)
  expect(JSON.parse(String(all.discount_goods_detail))).toMatchObject([{ goods_id: 'latte' }])
  expect(before - balance(shop)).toBe(9_250)
  // No store, another store's form, no item, nothing discountable.
  expect(await pay('plain')).toMatchObject({ buyer_pay_amount: '99.00' })
  expect(await pay('odd', { store_id: 'BJ-001' })).toMatchObject({ buyer_pay_amount: '99.00' })
  const none = await pay('none', { undiscountable_amount: '100.00', store_id: 'BJ001' })
  expect(none).toMatchObject({ buyer_pay_amount: '100.00', receipt_amount: '100.00' })
  expect(none).not.toHaveProperty('voucher_detail_list')
})

test.each([
  [true, undefined, '100.00'],
  [true, 'T1', '92.50'],
  [false, undefined, '92.50'],
])('discountsNeedTerminal %s, terminal_id %s: the buyer pays %s', async (needs, terminal, pays) => {
  const shop = opened({ promotions, discountsNeedTerminal: needs })
  const biz = { total_amount: '100.00', store_id: 'BJ001', goods_detail: [latte] }
  const paid = await shop.pay('o-1', { ...biz, terminal_id: terminal })
  expect(paid).toMatchObject({ code: '10000', buyer_pay_amount: pays })
})

test('a QR order that names no terminal has its discounts: nobody knows whether a device shows it', async () => {
  const shop = opened({ promotions })
  const order = { out_trade_no: 'q-1', total_amount: '100.00', subject: 'tea', store_id: 'BJ001' }
  const { qr_code } = await shop.trade('precreate', order)
  shop.sandbox.buyers.scan({ qrCode: String(qr_code), pays: 'at-once' })
  const asked = { out_trade_no: 'q-1' }
  expect(await shop.trade('query', asked)).toMatchObject({ buyer_pay_amount: '94.00' })
})

test('what discounts gave is told only to those who ask', async () => {
  const shop = opened({ promotions })
  const paid = await shop.pay('o-1', { total_amount: '100.00', terminal_id: 'T1' })
  expect(paid).toMatchObject({ buyer_pay_amount: '99.00' })
  for (const name of SHOWS) expect(paid).not.toHaveProperty(name)
  const asked = { out_trade_no: 'o-1', query_options: ['discount_amount'] }
  expect(await shop.trade('query', asked)).toMatchObject({ discount_amount: '1.00' })
})

test('a refund gives the own money back first and vouchers last', async () => {
  const shop = opened({
    promotions: [{ id: 'd', name: '立减', kind: 'discount', merchantFen: 0, platformFen: 2_000 }],
  })
  const before = balance(shop)
  await shop.pay('o-1', { total_amount: '100.00', terminal_id: 'T1' })
  expect(before - balance(shop)).toBe(8_000)
  const refund = (refund_amount: string, out_request_no: string) => {
    const query_options = ['refund_detail_item_list']
    const biz = { out_trade_no: 'o-1', refund_amount, out_request_no, query_options }
    return shop.trade('refund', biz)
  }
  expect(await refund('60.00', 'r1')).toMatchObject({
    refund_fee: '60.00',
    send_back_fee: '60.00',
    refund_detail_item_list: [{ amount: '60.00', fund_channel: 'ALIPAYACCOUNT' }],
  })
  expect(await refund('40.00', 'r2')).toMatchObject({
    refund_fee: '100.00',
    send_back_fee: '20.00',
    refund_detail_item_list: [
      { amount: '20.00', fund_channel: 'ALIPAYACCOUNT' },
      { amount: '20.00', fund_channel: 'DISCOUNT' },
    ],
  })
  expect(balance(shop)).toBe(before)
})

test('all channels, which sum to the total', async () => {
  const wallet = FUND_CHANNELS.slice(1, 7).map((channel) => ({ channel, upToFen: 500 }))
  const shop = opened({
    wallet,
    promotions: [
      { id: 'c', name: '券', kind: 'coupon', merchantFen: 100, platformFen: 100 },
      { id: 'd', name: '折', kind: 'discount', merchantFen: 100, platformFen: 100 },
    ],
  })
  const paid = await shop.pay('o-1', { total_amount: '100.00', store_id: 'S1', terminal_id: 'T1' })
  const bill = paid.fund_bill_list as { amount: string; fund_channel: string }[]
  expect(bill.map((one) => one.fund_channel).toSorted()).toEqual(FUND_CHANNELS.toSorted())
  expect(bill.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0)).toBe(10_000)
  expect(paid).toMatchObject({ point_amount: '5.00', invoice_amount: '81.00' })
  await shop.pass(HOUR)
  const list = JSON.parse(shop.received[0]?.fields.fund_bill_list ?? '[]') as object[]
  expect(list).toContainEqual({ amount: '5.00', fundChannel: 'POINT' })
  const vouchers = JSON.parse(shop.received[0]?.fields.voucher_detail_list ?? '[]') as object[]
  expect(vouchers[0]).toMatchObject({ merchantContribute: '1.00', otherContribute: '1.00' })
})

test('channels that are switched off leave nothing to pay with', async () => {
  const shop = openShop()
  const none = fails('NO_PAYMENT_INSTRUMENTS_AVAILABLE')
  expect(await shop.pay('o-1', { disable_pay_channels: 'balance,pcredit' })).toMatchObject(none)
  expect(await shop.pay('o-1', { enable_pay_channels: 'point' })).toMatchObject(none)
  const both = { enable_pay_channels: 'balance', disable_pay_channels: 'point' }
  expect(await shop.pay('o-1', both)).toMatchObject(fails('INVALID_PARAMETER'))
  expect(await shop.pay('o-1', { enable_pay_channels: 'balance' })).toMatchObject({ code: '10000' })
})
