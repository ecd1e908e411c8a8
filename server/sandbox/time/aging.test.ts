// Clock faults: one trade grows old, the day rolls over, a bill's link dies, a series of
// notifications comes at once, and the gateway's clock is not the merchant's.
import { describe, expect, test } from 'vitest'
import { cellsOf, openBillShop } from '../../testing/bill-shop.fixture.ts'
import { moneyMoved } from '../../testing/notified.fixture.ts'
import { openShop, type Shop } from '../../testing/shop.fixture.ts'
import { DAY, HOUR, MINUTE, parseChinaTime, SECOND } from '../../values/instant.ts'

const PAID = { spent: 8_888, kept: 8_888 }
const status = (shop: Shop, no = 'o-1') => shop.sandbox.trades.get(no)?.status
const today = (shop: Shop) => shop.sandbox.clock.view().now

async function waiting(biz: Record<string, unknown> = {}): Promise<Shop> {
  const shop = openShop()
  const auth_code = shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode
  await shop.pay('o-1', { auth_code, ...biz })
  return shop
}

describe('K01: one trade grows old, and the clock stays', () => {
  test('K01 25 h: a paid trade can no longer be cancelled, another still can', async () => {
    const shop = openShop()
    await shop.pay('o-1')
    await shop.pay('o-2')
    shop.sandbox.trades.age('o-1', 25 * HOUR)
    expect(today(shop)).toBe('2026-01-05 10:00:00')
    const cancel = (out_trade_no: string) => shop.trade('cancel', { out_trade_no })
    expect(await cancel('o-1')).toMatchObject({ sub_code: 'ACQ.TRADE_CANCEL_TIME_OUT' })
    expect(await cancel('o-2')).toMatchObject({ code: '10000', action: 'refund' })
    const query = await shop.trade('query', { out_trade_no: 'o-1' })
    expect(query.send_pay_date).toBe('2026-01-04 09:00:00')
    expect(moneyMoved(shop)).toEqual(PAID)
  })

  test('K01 25 h: an order that waits has run out of time', async () => {
    const shop = await waiting()
    shop.sandbox.trades.age('o-1', 25 * HOUR)
    expect([status(shop), moneyMoved(shop)]).toEqual(['TRADE_CLOSED', { spent: 0, kept: 0 }])
  })

  test('K01 25 h: kept open, it waits on, grows old all the same, and can still be paid', async () => {
    const shop = await waiting()
    shop.sandbox.trades.age('o-1', 25 * HOUR, { keepsOpen: true })
    expect(status(shop)).toBe('WAIT_BUYER_PAY')
    shop.sandbox.buyers.pay('o-1')
    const cancel = await shop.trade('cancel', { out_trade_no: 'o-1' })
    expect(cancel).toMatchObject({ sub_code: 'ACQ.TRADE_CANCEL_TIME_OUT' })
    expect([status(shop), moneyMoved(shop)]).toEqual(['TRADE_SUCCESS', PAID])
  })

  test('K01 25 h: kept open, its time limit is the old one', async () => {
    const shop = await waiting()
    shop.sandbox.trades.age('o-1', 25 * HOUR, { keepsOpen: true })
    await shop.pass(3 * HOUR)
    expect([status(shop), moneyMoved(shop)]).toEqual(['TRADE_CLOSED', { spent: 0, kept: 0 }])
  })

  test('K01 8 d: what it had to tell comes at once, the rest of the series follows', async () => {
    const shop = openShop({ answers: () => new Response('no') })
    await shop.pay('o-1')
    shop.sandbox.trades.age('o-1', 8 * DAY)
    await shop.pass(0)
    expect(shop.received).toHaveLength(1)
    expect(shop.received[0]?.fields.gmt_payment).toBe('2025-12-28 10:00:00')
    await shop.pass(4 * MINUTE)
    expect(shop.received).toHaveLength(2)
    expect(moneyMoved(shop)).toEqual(PAID)
  })

  test('K01 8 d: the payment is in the bill of that day, and not in today’s', async () => {
    const shop = openBillShop()
    await shop.pay('o-1')
    await shop.pay('o-2')
    shop.sandbox.trades.age('o-1', 8 * DAY)
    const numbers = (date: string) => cellsOf(shop.text('trade', date)).map((cells) => cells[1])
    expect(numbers('2025-12-28')).toEqual(['o-1'])
    expect(numbers('2026-01-05')).toEqual(['o-2'])
  })

  test.each([
    ['90d', 91 * DAY],
    ['12-months', 366 * DAY],
  ] as const)(
    'K01 beyond %s: the trade is finished, and no refund goes through',
    async (window, ms) => {
      const shop = openShop()
      shop.sandbox.options.set({ refundWindow: window })
      await shop.pay('o-1')
      shop.sandbox.trades.age('o-1', ms)
      expect(status(shop)).toBe('TRADE_FINISHED')
      const refund = await shop.trade('refund', { out_trade_no: 'o-1', refund_amount: '88.88' })
      expect(refund).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_FINISHED' })
      expect(today(shop)).toBe('2026-01-05 10:00:00')
      expect(moneyMoved(shop)).toEqual(PAID)
    },
  )

  test('K01 91 d in a contract of twelve months: the refund goes through', async () => {
    const shop = openShop()
    await shop.pay('o-1')
    shop.sandbox.trades.age('o-1', 91 * DAY)
    const refund = await shop.trade('refund', { out_trade_no: 'o-1', refund_amount: '88.88' })
    expect(refund).toMatchObject({ fund_change: 'Y' })
    expect(moneyMoved(shop)).toEqual({ spent: 0, kept: 0 })
  })

  test('K01 a QR code that nobody has scanned dies of age', async () => {
    const shop = openShop()
    const order = { out_trade_no: 'o-1', total_amount: '1.00', subject: 's' }
    const { qr_code } = await shop.trade('precreate', order)
    shop.sandbox.trades.age('o-1', 25 * HOUR)
    const scan = () => shop.sandbox.buyers.scan({ qrCode: String(qr_code) })
    expect(scan).toThrow('AlreadyExpired')
    expect(() => shop.sandbox.trades.age('o-9', DAY)).toThrow('knows no order o-9')
  })
})

test('K02: the day rolls over, and yesterday’s bill can be had', async () => {
  const shop = openBillShop()
  await shop.pay('o-1')
  expect(await shop.ask('trade', '2026-01-05')).toMatchObject({ code: '40004' })
  const { clock, fired } = await shop.sandbox.clock.rollDay()
  expect(clock.now).toBe('2026-01-06 00:00:00')
  expect(fired.map(({ outTradeNo }) => outTradeNo)).toContain('o-1')
  await shop.sandbox.clock.advance(12 * HOUR)
  expect(await shop.ask('trade', '2026-01-05')).toMatchObject({ code: '10000' })
  expect(moneyMoved(shop)).toEqual(PAID)
})

describe('K03: the link to a bill has died', () => {
  test('K03 by rule: the first download is refused, a new link leads to the bill', async () => {
    const shop = openBillShop()
    await shop.pay('o-1')
    await shop.nextDay()
    shop.sandbox.faults.add({ fault: 'K03', match: { count: 1 } })
    const get = async () => (await shop.get(await shop.link('trade', '2026-01-05'))).status
    expect([await get(), await get()]).toEqual([403, 200])
    expect(shop.sandbox.trace().of('fault')).toMatchObject([{ catalogueId: 'K03' }])
    expect(moneyMoved(shop)).toEqual(PAID)
  })

  test('K03 by the clock: after 30 seconds', async () => {
    const shop = openBillShop()
    await shop.pay('o-1')
    await shop.nextDay()
    const link = await shop.link('trade', '2026-01-05')
    await shop.sandbox.clock.advance(32 * SECOND)
    expect((await shop.get(link)).status).toBe(403)
  })
})

describe('K04: a series of notifications at once, for one trade', () => {
  const impatient = () => openShop({ answers: () => new Response('no') })

  test('K04 all eight sends without a minute passing, and none of another order', async () => {
    const shop = impatient()
    await shop.pay('o-1')
    await shop.pay('o-2')
    const [notification] = await shop.sandbox.notifications.hurry('o-1')
    expect(notification).toMatchObject({ state: 'exhausted', attempts: 8 })
    expect(shop.received.map(({ fields }) => fields.out_trade_no)).toEqual(
      Array.from({ length: 8 }, () => 'o-1'),
    )
    expect(new Set(shop.received.map(({ fields }) => fields.notify_id)).size).toBe(1)
    expect(today(shop)).toBe('2026-01-05 10:00:00')
    await shop.pass(25 * HOUR)
    expect(shop.received.filter(({ fields }) => fields.out_trade_no === 'o-1')).toHaveLength(8)
    expect(moneyMoved(shop)).toEqual({ spent: 2 * 8_888, kept: 2 * 8_888 })
  })

  test('K04 three sends, and the series goes on from there', async () => {
    const shop = impatient()
    await shop.pay('o-1')
    await shop.sandbox.notifications.hurry('o-1', 3)
    expect(shop.received).toHaveLength(3)
    await shop.pass(10 * MINUTE - 1)
    expect(shop.received).toHaveLength(3)
    await shop.pass(1)
    expect(shop.received).toHaveLength(4)
  })

  test('K04 silence: the merchant is never told, and only asking helps', async () => {
    const shop = impatient()
    await shop.pay('o-1')
    expect(shop.sandbox.notifications.silence('o-1')).toMatchObject([{ state: 'exhausted' }])
    await shop.pass(26 * HOUR)
    expect(shop.received).toEqual([])
    const query = await shop.trade('query', { out_trade_no: 'o-1' })
    expect(query).toMatchObject({ trade_status: 'TRADE_SUCCESS' })
    expect(moneyMoved(shop)).toEqual(PAID)
  })
})

test.each([90 * SECOND, -90 * SECOND])(
  'K05: the gateway’s clock is %d ms ahead of the merchant’s, on every paper',
  async (skewMs) => {
    const shop = openShop({ skewMs })
    const merchantNow = () => shop.time.wallMs()
    const paidAt = merchantNow()
    const node = await shop.pay('o-1')
    expect(parseChinaTime(String(node.gmt_payment))).toBe(paidAt + skewMs)
    await shop.pass(10 * SECOND)
    const sentAt = paidAt + (shop.received[0]?.atMs ?? 0)
    expect(parseChinaTime(shop.received[0]?.fields.notify_time ?? '')).toBe(
      Math.floor((sentAt + skewMs) / SECOND) * SECOND,
    )
    const query = await shop.trade('query', { out_trade_no: 'o-1' })
    expect(query.send_pay_date).toBe(node.gmt_payment)
    const { at, elapsedMs } = shop.sandbox.trace().of('request')[0] ?? { at: 0, elapsedMs: -1 }
    expect([at, elapsedMs]).toEqual([paidAt + skewMs, 0])
    expect(moneyMoved(shop)).toEqual(PAID)
  },
)
