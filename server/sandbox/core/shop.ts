// The seller of a sandbox as a person sees it: its name, its stores, what it sells. Drawn once, from the
// seed, and marked as simulated; nothing that the gateway decides rests on it.
import { faker } from '@faker-js/faker/locale/zh_CN'
import type { Fen } from '../../values/money.ts'
import type { SandboxCore } from './core.ts'

export interface ShopView {
  name: string
  /** To be sent as `store_id`: letters and digits. */
  stores: { storeId: string; name: string; address: string }[]
  /** To be sent in `goods_detail`. */
  goods: { goodsId: string; name: string; priceFen: Fen }[]
}

const SETTING = 'shop'
const STORES = 3
const GOODS = 8

/** `faker` has been seeded by whoever settles the sandbox. */
export function drawShop(): ShopView {
  const company = faker.company.name()
  return {
    name: `${company}（模拟）`,
    stores: Array.from({ length: STORES }, (_, place) => ({
      storeId: `SIM${faker.string.numeric(4)}${place + 1}`,
      name: `${faker.location.city()}店（模拟）`,
      address: `${faker.location.city()}${faker.location.street()}`,
    })),
    goods: Array.from({ length: GOODS }, (_, place) => ({
      goodsId: `G${faker.string.numeric(6)}${place + 1}`,
      name: faker.commerce.productName(),
      priceFen: faker.number.int({ min: 100, max: 30_000 }),
    })),
  }
}

export const keepShop = ({ settings }: SandboxCore, shop: ShopView): void =>
  settings.put(SETTING, shop)

export function openShopApi({ settings, apps }: SandboxCore) {
  return {
    /** A sandbox of an earlier version has a seller without stores and goods. */
    get: (): ShopView =>
      settings.get<ShopView>(SETTING) ?? { name: apps.all()[0]?.name ?? '', stores: [], goods: [] },
  }
}
