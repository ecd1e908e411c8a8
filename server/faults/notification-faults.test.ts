// Faults on notifications: what reaches the merchant, and the books, which stay as they are.
import { describe, expect, test } from 'vitest'
import { isGenuine, moneyMoved, paidWith } from '../testing/notified.fixture.ts'
import { openShop, type Received, type Shop } from '../testing/shop.fixture.ts'
import { HOUR, MINUTE, SECOND } from '../values/instant.ts'

const ids = (received: Received[]) => new Set(received.map(({ fields }) => fields.notify_id)).size
const books = (shop: Shop) => shop.sandbox.trades.get('o-1')
const gaps = ({ received }: Shop) =>
  received.slice(1).map(({ atMs }, n) => atMs - (received[n]?.atMs ?? 0))

describe('N01: the same notification more than once', () => {
  test.each([
    [{ copies: 2, gapMs: 1_000 }, [1_000, 1_000], 1],
    [{ copies: 2, gapMs: 0 }, [0, 0], 1],
    [{ copies: 2, gapMs: 500, notifyId: 'new' }, [500, 500], 3],
  ])('%o', async (options, between, distinct) => {
    const shop = await paidWith('N01', options)
    expect(gaps(shop)).toEqual(between)
    expect(ids(shop.received)).toBe(distinct)
    expect(shop.received.every(({ fields }) => isGenuine(shop, fields))).toBe(true)
    expect(books(shop)).toMatchObject({ status: 'TRADE_SUCCESS', totalFen: 8_888, refundedFen: 0 })
    await shop.pass(26 * HOUR)
    expect(shop.received).toHaveLength(3)
    expect(shop.sandbox.notifications.list().map(({ state }) => state)).not.toContain('pending')
  })

  test('copies are not resent, the original is', async () => {
    const shop = await paidWith('N01', { copies: 1 }, 'no')
    await shop.pass(4 * MINUTE)
    expect(
      shop.sandbox
        .trace()
        .of('send')
        .map(({ attempt }) => attempt),
    ).toEqual([1, 2, 2])
  })
})

test('N02: ten seconds late, and with the time at which it was sent', async () => {
  const shop = await paidWith('N02')
  const [first] = shop.received
  expect(first?.atMs).toBeGreaterThanOrEqual(13 * SECOND)
  expect(first?.atMs).toBeLessThan(13.5 * SECOND)
  expect(first?.fields.notify_time).toBe('2026-01-05 10:00:13')
  expect(isGenuine(shop, first?.fields ?? {})).toBe(true)
  expect(moneyMoved(shop)).toEqual({ spent: 8_888, kept: 8_888 })
})

test('N04: the first two sends are lost, the third arrives under the same notify_id', async () => {
  const shop = await paidWith('N04', { first: 2 })
  expect(shop.received).toEqual([])
  await shop.pass(14 * MINUTE)
  expect(shop.received).toHaveLength(1)
  expect(shop.received[0]?.fields.notify_id).toBe(shop.sandbox.notifications.list()[0]?.notifyId)
  expect(books(shop)?.status).toBe('TRADE_SUCCESS')
})

test('N04: all are lost, and the series ends', async () => {
  const shop = await paidWith('N04')
  await shop.pass(26 * HOUR)
  expect(shop.received).toEqual([])
  const [notification] = shop.sandbox.notifications.list()
  expect(notification).toMatchObject({
    attempts: 8,
    state: 'exhausted',
    lastWhy: 'lost on the way',
  })
})

test.each(['none', 'random', 'wrong-key', 'stolen', 'field-changed', 'sign-type-downgraded'])(
  'N05 %s: nobody can verify it',
  async (variant) => {
    const shop = openShop()
    await shop.pay('o-0')
    await shop.pass(10 * SECOND)
    expect(isGenuine(shop, shop.received[0]?.fields ?? {})).toBe(true)
    shop.sandbox.faults.add({ fault: 'N05', options: { variant } })
    await shop.pay('o-1')
    await shop.pass(10 * SECOND)
    const forged = shop.received[1]?.fields ?? {}
    expect(forged).toMatchObject({ out_trade_no: 'o-1', total_amount: '88.88' })
    expect('sign' in forged).toBe(variant !== 'none')
    expect(isGenuine(shop, forged)).toBe(false)
    expect(shop.sandbox.trace().of('send')[1]).toMatchObject({
      genuine: false,
      bend: { kind: 'forged', note: `forged: ${variant}` },
    })
    expect(moneyMoved(shop)).toEqual({ spent: 2 * 8_888, kept: 2 * 8_888 })
  },
)

test('N05: whoever obeys sign_type finds a digest that needed no key', async () => {
  const shop = await paidWith('N05', { variant: 'sign-type-downgraded' })
  expect(shop.received[0]?.fields).toMatchObject({
    sign_type: 'MD5',
    sign: expect.stringMatching(/^[0-9a-f]{32}$/),
  })
})

test.each([
  [{}, '88.87', true],
  [{ byFen: 1 }, '88.89', true],
  [{ times: 100 }, '8888.00', true],
  [{ times: 100, byFen: -1 }, '8887.99', true],
  [{ tampered: true }, '88.87', false],
])('N06 %o: total_amount %s, validly signed: %s', async (options, total, valid) => {
  const shop = await paidWith('N06', options)
  const fields = shop.received[0]?.fields ?? {}
  expect(fields.total_amount).toBe(total)
  expect(isGenuine(shop, fields)).toBe(valid)
  expect(shop.sandbox.trace().of('send')[0]).toMatchObject({ genuine: false })
  expect(books(shop)?.totalFen).toBe(8_888)
})

test('N05: a forged notice of a payment that never was leaves the order unpaid', async () => {
  const shop = openShop()
  const auth_code = shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode
  await shop.pay('o-1', { auth_code })
  shop.sandbox.notifications.inject({ outTradeNo: 'o-1', fault: 'forge-notification' })
  await shop.pass(5 * MINUTE)
  expect(shop.received).toHaveLength(1)
  const fields = shop.received[0]?.fields ?? {}
  expect(fields).toMatchObject({ trade_status: 'TRADE_SUCCESS', total_amount: '88.88' })
  expect(isGenuine(shop, fields)).toBe(false)
  expect(books(shop)?.status).toBe('WAIT_BUYER_PAY')
})
