// Profiles: what a sandbox does to every call by chance, and that the same seed does it again.
import { describe, expect, test } from 'vitest'
import { moneyMoved } from '../../testing/notified.fixture.ts'
import { openShop } from '../../testing/shop.fixture.ts'
import { SECOND } from '../../values/instant.ts'

/** Twenty payments and a query of each, whatever becomes of them; then the faults that met them. */
async function busy(profile: string, seed: string) {
  const shop = openShop({ seed })
  shop.sandbox.profile.set(profile)
  const done: Promise<unknown>[] = []
  const orders = 20
  for (let n = 0; n < orders; n++) {
    done.push(shop.pay(`o-${n}`).catch((error: Error) => error.message))
    await shop.pass(5 * SECOND)
    done.push(shop.trade('query', { out_trade_no: `o-${n}` }).catch(() => 'lost'))
    await shop.pass(5 * SECOND)
  }
  const faults = shop.sandbox.trace().of('fault')
  const met = faults.map(({ fault, exchange, outTradeNo, note }) => ({
    fault,
    exchange,
    outTradeNo,
    note,
  }))
  return { shop, met }
}

test('calm is the default, and bends nothing', async () => {
  const { met, shop } = await busy('calm', 'any')
  expect(met).toEqual([])
  expect(openShop().sandbox.profile.get()).toMatchObject({ profile: 'calm' })
  expect(moneyMoved(shop)).toEqual({ spent: 20 * 8_888, kept: 20 * 8_888 })
})

describe.each(['mild', 'rough'])('%s', (profile) => {
  test('the same seed bends the same calls in the same way', async () => {
    const [first, second] = [await busy(profile, 'nightly'), await busy(profile, 'nightly')]
    expect(first.met.length).toBeGreaterThan(5)
    expect(second.met).toEqual(first.met)
    expect(second.shop.jsonl()).toBe(first.shop.jsonl())
  })

  test('another seed bends others', async () => {
    const [first, second] = [await busy(profile, 'nightly'), await busy(profile, 'weekly')]
    expect(second.met).not.toEqual(first.met)
  })

  test('whatever happens, the money agrees with the trades', async () => {
    const { shop } = await busy(profile, 'nightly')
    const { spent, kept } = moneyMoved(shop)
    expect(spent).toBe(kept)
  })
})

test('mild never leaves a payment in doubt: every answer arrives and is validly signed', async () => {
  const { shop, met } = await busy('mild', 'nightly')
  expect(new Set(met.map(({ fault }) => fault))).toEqual(
    new Set(['slow', 'unknown-fields', 'member-order', 'duplicate-notification']),
  )
  expect(moneyMoved(shop)).toEqual({ spent: 20 * 8_888, kept: 20 * 8_888 })
})

test('a profile goes as a whole, and leaves the rules that were added by hand', () => {
  const { sandbox } = openShop()
  const own = sandbox.faults.add({ fault: 'F02' })
  sandbox.profile.set('rough')
  expect(sandbox.faults.list().length).toBeGreaterThan(10)
  sandbox.profile.set('calm')
  expect(sandbox.faults.list()).toEqual([own])
  expect(() => sandbox.profile.set('wild')).toThrow('use calm, mild, rough')
})

describe('answers in other words', () => {
  test('unknown-fields: the known ones are there, and the signature is over all', async () => {
    const shop = openShop()
    const plain = Object.keys(await shop.pay('o-0'))
    shop.sandbox.faults.add({ fault: 'unknown-fields', options: { howMany: 3 } })
    const { verified, node } = await shop.call('alipay.trade.query', { out_trade_no: 'o-0' })
    expect(verified).toBe(true)
    expect(node).toMatchObject({ code: '10000', trade_status: 'TRADE_SUCCESS' })
    const added = Object.keys(node).filter((name) => name.startsWith('sim_'))
    expect(added).toHaveLength(3)
    expect(plain.some((name) => name.startsWith('sim_'))).toBe(false)
  })

  test('member-order: the same members, another order, a valid signature', async () => {
    const shop = openShop()
    await shop.pay('o-1')
    const query = () => shop.call('alipay.trade.query', { out_trade_no: 'o-1' })
    const usual = await query()
    shop.sandbox.faults.add({ fault: 'member-order' })
    const dealt = await query()
    expect(dealt.verified).toBe(true)
    expect(dealt.node).toEqual(usual.node)
    expect(Object.keys(dealt.node)).not.toEqual(Object.keys(usual.node))
  })
})
