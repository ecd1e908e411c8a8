// 分润 in a bill: what was shared stands with the payment, what came back with its refund.
import { expect, test } from 'vitest'
import { cellsOf, openBillShop } from '../testing/bill-shop.fixture.ts'

test('a share is taken off the payment, and its return added to the refund', async () => {
  const shop = openBillShop()
  const { trade_no } = await shop.pay('o-1', { total_amount: '100.00' })
  const trans_in = shop.sandbox.buyers.list()[1]?.buyerId
  await shop.trade('order.settle', {
    trade_no,
    out_request_no: 's1',
    royalty_parameters: [{ trans_in, amount: '30.00' }],
  })
  await shop.trade('refund', { trade_no, refund_amount: '50.00', out_request_no: 'r1' })
  const rows = cellsOf(shop.text('trade', '2026-01-05')).map((cells) => [cells[2], cells[23]])
  expect(rows).toEqual([
    ['交易', '-30.00'],
    ['退款', '15.00'],
  ])
  const [, sum] = cellsOf(shop.text('trade', '2026-01-05', '(汇总)'))
  expect(sum?.slice(-2)).toEqual(['-15.00', '35.00'])
})
