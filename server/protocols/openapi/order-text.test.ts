// What the journal keeps of an order's own words, in either version of openapi.
import { expect, test } from 'vitest'
import { call } from '../../testing/rest.fixture.ts'
import { NOTIFY_URL, openShop, type Shop } from '../../testing/shop.fixture.ts'

const ORDER = {
  out_trade_no: 'o-1',
  total_amount: '0.010',
  subject: '饮料',
  store_id: '中文门店',
  terminal_id: 'T1',
  timeout_express: '5m',
  extend_params: { sys_service_provider_id: '2088511833207846' },
  goods_detail: [{ goods_id: 'g', goods_name: 'n', quantity: 1, price: 0.1 + 0.2 }],
}
const WRITTEN = {
  outTradeNo: 'o-1',
  total: '0.010',
  subject: '饮料',
  storeId: '中文门店',
  terminalId: 'T1',
  providerId: '2088511833207846',
  expires: '5m',
  notifyUrl: NOTIFY_URL,
  goods: [{ id: 'g', price: '0.30000000000000004', quantity: '1' }],
}

const requests = ({ sandbox }: Shop) =>
  sandbox.journal.since(0).filter((entry) => entry.kind === 'request')

test('an order refused for its amount is kept as it was written', async () => {
  const shop = openShop()
  const node = await shop.trade('precreate', ORDER, { notify_url: NOTIFY_URL })
  expect(node).toMatchObject({ code: '40004' })
  expect(requests(shop)).toMatchObject([{ op: 'PRECREATE', signType: 'RSA2', order: WRITTEN }])
})

test('the same in v3, where the address is a field of the order', async () => {
  const shop = openShop()
  await call(shop, '/v3/alipay/trade/precreate', { ...ORDER, notify_url: NOTIFY_URL })
  expect(requests(shop)).toMatchObject([{ op: 'PRECREATE', signType: 'RSA2', order: WRITTEN }])
})

test('what opens no order has none', async () => {
  const shop = openShop()
  await shop.trade('query', { out_trade_no: 'o-1', total_amount: '1.00' })
  expect(requests(shop).map(({ order }) => order)).toEqual([undefined])
})

test('what is refused for its form has a fingerprint too: equal when it comes again', async () => {
  const shop = openShop()
  const refund = (amount: string) =>
    shop.trade('refund', { out_trade_no: 'o-1', refund_amount: amount })
  for (const amount of ['1.000', '1.000', '1.001']) {
    expect(await refund(amount)).toMatchObject({ code: '40004' })
  }
  const [first, again, other] = requests(shop).map(({ fingerprint }) => fingerprint)
  expect(first).toMatch(/^[0-9a-f]{16}$/)
  expect(again).toBe(first)
  expect(other).not.toBe(first)
})
