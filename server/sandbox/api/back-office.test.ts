// Money that the seller gives back outside the API: where it shows, and where it does not.
import { describe, expect, test } from 'vitest'
import { cellsOf, openBillShop } from '../../testing/bill-shop.fixture.ts'
import { moneyMoved } from '../../testing/notified.fixture.ts'
import { openShop } from '../../testing/shop.fixture.ts'
import { SECOND } from '../../values/instant.ts'

async function paid() {
  const shop = openShop()
  await shop.pay('o-1')
  await shop.pass(10 * SECOND)
  return shop
}

describe('a refund in the back office', () => {
  test('moves the money back and closes the trade, and no call has asked for it', async () => {
    const shop = await paid()
    const trade = shop.sandbox.trades.refundOutside('o-1')
    expect(trade).toMatchObject({ status: 'TRADE_CLOSED', refundedFen: 8_888 })
    expect(moneyMoved(shop)).toEqual({ spent: 0, kept: 0 })
    const trace = shop.sandbox.trace()
    expect(trace.exchanges.map(({ op }) => op)).toEqual(['PAY'])
    expect(trace.of('commit').at(-1)).toMatchObject({ cause: 'refund-outside' })
    expect(await shop.trade('query', { out_trade_no: 'o-1' })).toMatchObject({
      trade_status: 'TRADE_CLOSED',
    })
  })
  test('of a part is notified like any refund, and the refund query finds its number', async () => {
    const shop = await paid()
    const before = shop.received.length
    const { refunds } = shop.sandbox.trades.refundOutside('o-1', { amountFen: 1_000 })
    const out_request_no = refunds[0]?.outRequestNo
    await shop.pass(10 * SECOND)
    const notified = shop.received.slice(before).map(({ fields }) => fields)
    expect(notified).toMatchObject([{ refund_fee: '10.00', out_biz_no: out_request_no }])
    const asked = { out_trade_no: 'o-1', out_request_no }
    expect(await shop.trade('fastpay.refund.query', asked)).toMatchObject({
      refund_amount: '10.00',
      refund_status: 'REFUND_SUCCESS',
    })
  })
  test('stands in the bill of its day, under its own number', async () => {
    const shop = openBillShop()
    await shop.pay('o-1')
    const { refunds } = shop.sandbox.trades.refundOutside('o-1', { amountFen: 1_000 })
    const rows = cellsOf(shop.text('trade', '2026-01-05')).map((cells) => cells.slice(1, 3))
    expect(rows).toEqual([
      ['o-1', '交易'],
      ['o-1', '退款'],
    ])
    expect(cellsOf(shop.text('trade', '2026-01-05'))[1]?.[21]).toBe(refunds[0]?.outRequestNo)
  })
  test('of more than is left, of nothing, or of an unpaid trade is refused, and nothing moves', async () => {
    const shop = await paid()
    const { trades, buyers } = shop.sandbox
    expect(() => trades.refundOutside('o-1', { amountFen: 8_889 })).toThrow('88.88 yuan are left')
    expect(() => trades.refundOutside('o-1', { amountFen: 0 })).toThrow('at least 1 fen')
    expect(() => trades.refundOutside('o-9')).toThrow('there is no trade o-9')
    await shop.pay('o-2', { auth_code: buyers.issueCode({ pays: 'never' }).authCode })
    expect(() => trades.refundOutside('o-2')).toThrow('TradeNotPaid')
    expect(moneyMoved(shop)).toEqual({ spent: 8_888, kept: 8_888 })
  })
})

describe("the buyer's bill", () => {
  test('lists payments, refunds and what waits, newest first, each with its order number', async () => {
    const shop = await paid()
    const { buyers, trades } = shop.sandbox
    await shop.pay('o-2', { auth_code: buyers.issueCode({ pays: 'never' }).authCode })
    await shop.pass(SECOND)
    trades.refundOutside('o-1', { amountFen: 1_000 })
    expect(buyers.bill()).toMatchObject([
      { what: 'refund', outTradeNo: 'o-1', amountFen: 1_000, subject: '一杯咖啡' },
      { what: 'waiting', outTradeNo: 'o-2', amountFen: 0, status: 'WAIT_BUYER_PAY' },
      { what: 'paid', outTradeNo: 'o-1', amountFen: -8_888, merchant: shop.app.name },
    ])
    await shop.trade('cancel', { out_trade_no: 'o-2' })
    expect(buyers.bill(undefined, 1)).toMatchObject([{ what: 'closed', outTradeNo: 'o-2' }])
  })
  test('shows nobody else what they bought, and names an unknown buyer', async () => {
    const { buyers } = (await paid()).sandbox
    expect(buyers.bill(buyers.list()[1]?.buyerId)).toEqual([])
    expect(() => buyers.bill('2088')).toThrow('there is no 2088')
  })
})
