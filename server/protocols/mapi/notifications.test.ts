// News at the old gateway: when they come, what acknowledges them, and what is told at the end of the refund window.
import { describe, expect, test } from 'vitest'
import { openMapiShop } from '../../testing/mapi-shop.fixture.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../values/instant.ts'

const openPaid = async (answer: string, options: Record<string, unknown> = {}) => {
  const shop = openMapiShop({ answers: () => new Response(answer) })
  shop.sandbox.options.set(options)
  await shop.paid('o-1')
  return shop
}

test('eight sends at 4m 10m 10m 1h 2h 6h 15h, under one id and with the time of each', async () => {
  const shop = await openPaid('fail')
  await shop.pass(40 * HOUR)
  const at = shop.received.map(({ atMs }) => atMs)
  const gaps = at.slice(1).map((one, nth) => (one - (at[nth] ?? 0)) / MINUTE)
  expect(gaps).toEqual([4, 10, 10, 60, 120, 360, 900])
  const ids = shop.received.map(({ fields }) => fields.notify_id)
  expect(new Set(ids).size).toBe(1)
  expect(new Set(shop.received.map(({ fields }) => fields.notify_time)).size).toBe(8)
  expect(shop.received.every(({ verified }) => verified)).toBe(true)
})

test.each([
  ['success', 'success', 1],
  ['SUCCESS', 'success', 8],
  ['success\n', 'success', 8],
  ['SUCCESS', 'any-case', 1],
  ['"success"', 'any-case', 8],
])(
  '%j is taken under %s so that there are %i sends',
  async (answer, mapiAcknowledgement, sends) => {
    const shop = await openPaid(answer, { mapiAcknowledgement })
    await shop.pass(40 * HOUR)
    expect(shop.received).toHaveLength(sends)
  },
)

test('beside the return, where the delay is none', async () => {
  const shop = openMapiShop()
  shop.sandbox.options.set({ mapiNotifyDelayMs: 0 })
  await shop.payAt((await shop.submit('o-1')).location)
  await shop.pass(0)
  expect(shop.received).toHaveLength(1)
})

test('the end of the refund window after three months is told, unless that is switched off', async () => {
  const shop = await openPaid('success')
  await shop.sandbox.clock.advance(91 * DAY)
  expect(shop.received.map(({ fields }) => fields.trade_status)).toEqual([
    'TRADE_SUCCESS',
    'TRADE_FINISHED',
  ])
  expect(shop.received[1]?.fields).toMatchObject({ gmt_close: '2026-04-05 10:00:00' })
  const quiet = await openPaid('success', { mapiNotifyFinished: false })
  await quiet.sandbox.clock.advance(91 * DAY)
  expect(quiet.received).toHaveLength(1)
  expect(quiet.sandbox.trades.get('o-1')?.status).toBe('TRADE_FINISHED')
})

test('a sandbox that subscribes to states is told them here too', async () => {
  const shop = openMapiShop()
  shop.sandbox.options.set({ notifyStates: ['TRADE_CLOSED'] })
  await shop.logIn((await shop.submit('o-1', { it_b_pay: '5m' })).location)
  await shop.pass(HOUR)
  expect(shop.received.map(({ fields }) => fields.trade_status)).toEqual(['TRADE_CLOSED'])
})

describe('a buyer who goes on to the page of a bank', () => {
  const atBank = async (more: Record<string, string>) => {
    const shop = openMapiShop()
    const text = await shop.step(
      await shop.logIn((await shop.submit('o-1', more)).location),
      'pay-at-bank',
    )
    expect(text).toContain('id="state" class="atBank"')
    return shop
  }

  test('pays later, and never comes back to the shop: the notification is all there is', async () => {
    const shop = await atBank({ it_b_pay: '1h' })
    await shop.pass(10 * MINUTE - SECOND)
    expect(shop.sandbox.trades.get('o-1')?.status).toBe('WAIT_BUYER_PAY')
    await shop.pass(10 * SECOND)
    expect(shop.received.map(({ fields }) => fields.trade_status)).toEqual(['TRADE_SUCCESS'])
  })

  test('the same without the pages', async () => {
    const shop = openMapiShop()
    await shop.submit('o-1')
    shop.sandbox.buyers.confirm({ outTradeNo: 'o-1', pays: 'after-password=30m' })
    await shop.pass(HOUR)
    expect(shop.received.map(({ fields }) => fields.trade_status)).toEqual(['TRADE_SUCCESS'])
  })

  test('too late for the order: it stays closed, and no money moves', async () => {
    const shop = await atBank({ it_b_pay: '5m' })
    await shop.pass(HOUR)
    expect(shop.sandbox.trades.get('o-1')).toMatchObject({ status: 'TRADE_CLOSED' })
    expect(shop.received).toEqual([])
    expect(shop.sandbox.trace().of('buyer').at(-1)).toMatchObject({ act: 'refused' })
  })
})

test('fees once a month stand in the statement of the account when they are taken', async () => {
  const shop = openMapiShop()
  shop.sandbox.options.set({ feeRateBp: 60, feeTaken: 'monthly' })
  await shop.paid('o-1')
  const feesOf = (day: string) => {
    const { bytes } = shop.sandbox.bills.file({ date: day, type: 'signcustomer' })
    return Buffer.from(bytes).length
  }
  const fees = () =>
    shop.sandbox.balances.list().find(({ account }) => account === 'alipay:fees')?.balanceFen ?? 0
  expect(fees()).toBe(0)
  expect(feesOf('2026-01-05')).toBeGreaterThan(0)
  await shop.sandbox.clock.advance(27 * DAY)
  expect(fees()).toBe(53)
  expect(
    shop.sandbox
      .trace()
      .of('commit')
      .findLast(({ cause }) => cause === 'charge-fee'),
  ).toMatchObject({
    ledger: [
      { account: `seller:${shop.app.pid}`, deltaFen: -53, memo: 'fee' },
      { account: 'alipay:fees', deltaFen: 53 },
    ],
  })
})
