// Who sells and who buys in a sandbox: invented, by the seed.
import { expect, test } from 'vitest'
import { openShop } from '../../testing/shop.fixture.ts'

const inhabitants = (seed: string) => {
  const { sandbox, app } = openShop({ seed })
  return { shop: sandbox.shop.get(), buyers: sandbox.buyers.list(), app }
}

test('the same seed draws the same shop and phones, another seed others', () => {
  const one = inhabitants('one')
  expect(inhabitants('one')).toEqual(one)
  const other = inhabitants('other')
  expect(other.shop.name).not.toBe(one.shop.name)
  expect(other.shop.goods).not.toEqual(one.shop.goods)
  expect(other.buyers[0]?.phone).not.toBe(one.buyers[0]?.phone)
})

test('the app is called as its shop, and all names say that nobody is meant', () => {
  const { shop, app, buyers } = inhabitants('one')
  expect(app.name).toBe(shop.name)
  for (const { name } of [shop, ...shop.stores, ...buyers]) expect(name).toContain('（模拟）')
})

test('no phone is one that a person can have', () => {
  for (const { phone } of inhabitants('one').buyers) expect(phone).toMatch(/^12\d{9}$/)
})

test('its stores and goods can be named in an order as they stand', async () => {
  const gateway = openShop()
  const { stores, goods } = gateway.sandbox.shop.get()
  const [store, good] = [stores[0], goods[0]]
  expect(store?.storeId).toMatch(/^[A-Za-z0-9]{1,32}$/)
  const total_amount = ((good?.priceFen ?? 0) / 100).toFixed(2)
  const line = { goods_id: good?.goodsId, goods_name: good?.name, quantity: 1, price: total_amount }
  const biz = { total_amount, store_id: store?.storeId, goods_detail: [line] }
  expect(await gateway.pay('o-1', biz)).toMatchObject({ code: '10000' })
})
