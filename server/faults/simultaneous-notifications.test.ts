// Notifications that come before a reply, or at the same moment: what reaches the merchant, in
// which order, and the books, which stay as they are.
import { expect, test } from 'vitest'
import { isGenuine, moneyMoved } from '../testing/notified.fixture.ts'
import { openShop } from '../testing/shop.fixture.ts'
import { HOUR, MINUTE, SECOND } from '../values/instant.ts'

const PAID = { spent: 8_888, kept: 8_888 }

test('N13: the merchant is told of the payment three seconds before its PAY is answered', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'N13' })
  let repliedAtMs = -1
  const paying = shop.pay('o-1').then((node) => {
    repliedAtMs = shop.time.monotonicMs()
    return node
  })
  await shop.pass(10 * SECOND)
  expect(await paying).toMatchObject({ code: '10000', trade_no: expect.anything() })
  expect(shop.received.map(({ atMs }) => atMs)).toEqual([0])
  expect(repliedAtMs).toBe(3 * SECOND)
  expect(isGenuine(shop, shop.received[0]?.fields ?? {})).toBe(true)
  expect(shop.sandbox.trace().of('fault')[0]).toMatchObject({ catalogueId: 'N13' })
  await shop.pass(26 * HOUR)
  expect(shop.received).toHaveLength(1)
  expect(moneyMoved(shop)).toEqual(PAID)
})

test('N13 leaves a call alone that finds nothing paid', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'N13' })
  const auth_code = shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode
  expect(await shop.pay('o-1', { auth_code })).toMatchObject({ code: '10003' })
  expect(await shop.trade('query', { out_trade_no: 'o-1' })).toMatchObject({ code: '10000' })
  expect(shop.sandbox.trace().of('fault')).toEqual([])
})

test('N14: twenty notifications at the instant of the PAY reply, and one payment', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'N14' })
  expect(await shop.pay('o-1')).toMatchObject({ code: '10000' })
  await shop.pass(0)
  expect(shop.received.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 20 }, () => 0))
  expect(new Set(shop.received.map(({ fields }) => fields.notify_id)).size).toBe(1)
  expect(shop.received.every(({ fields }) => isGenuine(shop, fields))).toBe(true)
  await shop.pass(26 * HOUR)
  expect(shop.received).toHaveLength(20)
  expect(moneyMoved(shop)).toEqual(PAID)
})

test('N14: spread over a second beside a QUERY, of a payment that was told long ago', async () => {
  const shop = openShop()
  await shop.pay('o-1')
  await shop.pass(MINUTE)
  shop.sandbox.faults.add({
    fault: 'N14',
    options: { copies: 5, spreadMs: 1_000 },
    match: { op: 'QUERY', count: 1 },
  })
  const query = await shop.trade('query', { out_trade_no: 'o-1' })
  expect(query).toMatchObject({ trade_status: 'TRADE_SUCCESS' })
  await shop.pass(10 * SECOND)
  const after = shop.received.slice(1).map(({ atMs }) => atMs - MINUTE)
  expect(after).toEqual([0, 250, 500, 750, 1_000])
  await shop.trade('query', { out_trade_no: 'o-1' })
  await shop.pass(10 * SECOND)
  expect(shop.received).toHaveLength(6)
  expect(moneyMoved(shop)).toEqual(PAID)
})

test('N14 of an order without notify_url tells nobody', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'N14' })
  expect(await shop.pay('o-1', {}, { notify_url: '' })).toMatchObject({ code: '10000' })
  await shop.pass(10 * SECOND)
  expect(shop.received).toEqual([])
  expect(moneyMoved(shop)).toEqual(PAID)
})
