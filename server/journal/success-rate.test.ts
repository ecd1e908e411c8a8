import { expect, test } from 'vitest'
import { commonParams, formPost, openShop, signed } from '../testing/shop.fixture.ts'
import { SECOND } from '../values/instant.ts'
import { successRate } from './success-rate.ts'

const rateOf = ({ sandbox }: ReturnType<typeof openShop>) => successRate(sandbox.journal.since(0))

test('orders are counted once each, by what became of them, and so are calls', async () => {
  const shop = openShop()
  const { buyers, faults } = shop.sandbox
  const code = (pays: string) => ({ auth_code: buyers.issueCode({ pays }).authCode })
  await shop.pay('paid')
  await shop.pay('late', code('after-password=8s'))
  await shop.pay('closed', code('closes=5s'))
  await shop.pay('poor', code('no-money'))
  await shop.pay('waiting', code('never'))
  await shop.trade('precreate', { out_trade_no: 'qr', total_amount: '1.00', subject: 'tea' })
  await shop.pass(10 * SECOND)
  await shop.trade('refund', { out_trade_no: 'paid', refund_amount: '88.88', out_request_no: 'r' })
  faults.add({ fault: 'F02', match: { op: 'PAY', count: 1 } })
  faults.add({ fault: 'F04', match: { op: 'QUERY' } })
  await shop.pay('again')
  await shop.pay('again')
  await expect(shop.trade('query', { out_trade_no: 'again' })).rejects.toThrow('fetch failed')

  const { orders, rate, isEnough, wanted, ops } = rateOf(shop)
  expect(orders).toEqual({ asked: 7, paid: 3, waiting: 2, closed: 1, failed: 1 })
  expect({ rate, isEnough, wanted }).toEqual({ rate: 0.6, isEnough: false, wanted: 0.95 })
  expect(ops.map(({ op }) => op)).toEqual(['PAY', 'PRECREATE', 'REFUND', 'QUERY'])
  expect(ops[0]).toMatchObject({ calls: 7, waiting: 3, unknown: 1, unanswered: 0 })
  expect(ops[0]?.codes).toMatchObject({ 'ACQ.BUYER_BALANCE_NOT_ENOUGH': 1 })
  expect(ops[3]).toMatchObject({ calls: 1, succeeded: 0, unanswered: 1 })
})

test('without a decided order there is no rate, and one paid order is a rate of 1', async () => {
  const shop = openShop()
  expect(rateOf(shop)).toEqual({
    orders: { asked: 0, paid: 0, waiting: 0, closed: 0, failed: 0 },
    wanted: 0.95,
    ops: [],
  })
  await shop.pay('o-1')
  expect(rateOf(shop)).toMatchObject({ rate: 1, isEnough: true })
})

test('one number at two merchants is two orders', async () => {
  const shop = openShop()
  await shop.pay('o-1')
  const second = shop.sandbox.apps.add('second shop')
  const auth_code = shop.sandbox.buyers.issueCode().authCode
  const order = { out_trade_no: 'o-1', total_amount: '1.00', subject: 'tea', auth_code }
  await shop.text(formPost(signed(second, commonParams(second, 'alipay.trade.pay', order))))
  expect(rateOf(shop).orders).toMatchObject({ asked: 2, paid: 2 })
})
