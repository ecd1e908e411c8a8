// The time path: what is due happens, in order, at its own time.
import { expect, test } from 'vitest'
import { openShop } from '../../testing/shop.fixture.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../values/instant.ts'

const waiting = (shop: ReturnType<typeof openShop>, no: string, timeout_express: string) => {
  const auth_code = shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode
  return shop.pay(no, { auth_code, timeout_express }, { notify_url: '' })
}

test('everything on the way happens at its own time, and the journal says when', async () => {
  const shop = openShop()
  await waiting(shop, 'o-1', '10m')
  await waiting(shop, 'o-2', '5m')
  const { fired, clock } = await shop.sandbox.clock.advance(HOUR)
  expect(fired.map(({ at }) => at)).toEqual(['2026-01-05 10:05:00', '2026-01-05 10:10:00'])
  expect(fired[0]?.what).toContain('the order times out')
  expect(clock).toMatchObject({ now: '2026-01-05 11:00:00', elapsedMs: 0, next: undefined })
  const closedAt = (no: string) => (shop.sandbox.trades.get(no)?.closedAt ?? 0) - clock.nowMs
  expect([closedAt('o-1'), closedAt('o-2')]).toEqual([-50 * MINUTE, -55 * MINUTE])
})

test('a year: the trade finishes, and no job is left', async () => {
  const shop = openShop()
  await shop.pay('o-1')
  await shop.sandbox.clock.advance(366 * DAY)
  expect(shop.sandbox.trades.get('o-1')?.status).toBe('TRADE_FINISHED')
  expect(shop.received).toHaveLength(1)
  expect(shop.sandbox.clock.view().next).toBeUndefined()
  expect(shop.sandbox.clock.view().elapsedMs).toBe(0)
})

test('next jumps to the next thing and no further', async () => {
  const shop = openShop()
  await waiting(shop, 'o-1', '10m')
  await waiting(shop, 'o-2', '5m')
  expect((await shop.sandbox.clock.next()).clock.now).toBe('2026-01-05 10:05:00')
  expect(shop.sandbox.trades.get('o-1')?.status).toBe('WAIT_BUYER_PAY')
  await shop.sandbox.clock.next()
  expect((await shop.sandbox.clock.next()).fired).toEqual([])
})

test('a frozen clock stands still, and what is due now happens all the same', async () => {
  const shop = openShop()
  await shop.pay('o-1')
  shop.sandbox.clock.setRate(0)
  await shop.pass(HOUR)
  expect(shop.received).toEqual([])
  await shop.sandbox.clock.advance(5 * SECOND)
  expect(shop.received).toHaveLength(1)
  const [notification] = shop.sandbox.notifications.list()
  shop.sandbox.notifications.resend(notification?.notifyId ?? '')
  await shop.pass(0)
  expect(shop.received).toHaveLength(2)
})

test('sixty times as fast: a minute of waiting is an hour at the gateway', async () => {
  const shop = openShop()
  await waiting(shop, 'o-1', '1h')
  shop.sandbox.clock.setRate(60)
  await shop.pass(MINUTE - 1)
  expect(shop.sandbox.trades.get('o-1')?.status).toBe('WAIT_BUYER_PAY')
  await shop.pass(1)
  expect(shop.sandbox.trades.get('o-1')?.status).toBe('TRADE_CLOSED')
})

test.each([-1, Number.NaN, Infinity])('time does not go %d ms', async (durationMs) => {
  await expect(openShop().sandbox.clock.advance(durationMs)).rejects.toThrow('only goes forward')
})

test.each([-1, Number.NaN, 10_001])('a rate of %d is refused', (rate) => {
  expect(() => openShop().sandbox.clock.setRate(rate)).toThrow('from 0 (frozen) to 10000')
})

test('a buyer who comes after the time is up finds the trade closed', async () => {
  const shop = openShop()
  await waiting(shop, 'o-1', '5m')
  // The alarm of a busy host rings late: the buyer is faster.
  shop.sandbox.clock.setRate(0)
  await shop.sandbox.clock.advance(5 * MINUTE)
  expect(() => shop.sandbox.buyers.pay('o-1')).toThrow('TradeAlreadyClosed')
})
