// kill -9 in virtual time: a fresh shop over the same store goes on where the old one died.
import { expect, test } from 'vitest'
import { OK, openTestShop, PENDING, SUCCESS, WAITING } from './scripted-gateway.ts'
import type { Script } from './scripted-gateway.ts'

const SALE = { sale_id: 'b', kind: 'barcode', amount: '1', subject: '水', auth_code: '28' }
const CANCELLED = { ...OK, retry_flag: 'N', action: 'close' }

async function killedAfter(ms: number, script: Script) {
  const shop = openTestShop(script)
  await shop.post('/conformance/sales', SALE)
  await shop.time.advance(ms)
  shop.restart()
  return { ...shop, sale: () => shop.get('/conformance/sales/b') }
}

test('killed while polling: it polls on and cancels 30 s after the pay, not after the restart', async () => {
  const script: Script = ({ op }) => ({ pay: PENDING, query: WAITING })[op] ?? CANCELLED
  const { log, sale, time } = await killedAfter(10_000, script)
  await time.advance(60_000)
  expect(log().slice(0, 6)).toEqual([
    'pay 0',
    'query 3',
    'query 6',
    'query 9',
    'query 10',
    'query 13',
  ])
  expect(log().slice(-2)).toEqual(['query 28', 'cancel 28'])
  expect(await sale()).toMatchObject({ status: 'UNPAID' })
})

test('killed with the pay on its way: the outcome is queried, nothing is charged again', async () => {
  const script: Script = ({ op }) => (op === 'pay' ? 'hang' : SUCCESS)
  const { log, sale, time } = await killedAfter(1_000, script)
  await time.advance(60_000)
  expect(log()).toEqual(['pay 0', 'query 1'])
  expect(await sale()).toMatchObject({ status: 'PAID' })
})

test('killed while cancelling: the same cancel goes on until its minute is over', async () => {
  const script: Script = ({ op, at }) => {
    if (op !== 'cancel') return op === 'pay' ? PENDING : WAITING
    return at < 52_000 ? 'reset' : CANCELLED
  }
  const { calls, log, sale, time } = await killedAfter(42_000, script)
  await time.advance(60_000)
  expect(log().slice(-6)).toEqual([
    'cancel 30',
    'cancel 35',
    'cancel 40',
    'cancel 42',
    'cancel 47',
    'cancel 52',
  ])
  expect(new Set(calls.map(({ biz }) => biz['out_trade_no'])).size).toBe(1)
  expect(await sale()).toMatchObject({ status: 'UNPAID' })
})

test('killed with a refund on its way: the same out_request_no is sent again', async () => {
  const shop = openTestShop(({ op }, nth) => {
    if (op === 'pay') return OK
    return nth === 1 ? 'hang' : { ...OK, fund_change: 'N' }
  })
  await shop.post('/conformance/sales', SALE)
  await shop.time.advance(0)
  await shop.post('/conformance/refunds', { refund_id: 'r', sale_id: 'b', amount: '0.40' })
  await shop.time.advance(1_000)
  shop.restart()
  await shop.time.advance(10_000)
  const refunds = shop.calls.filter(({ op }) => op === 'refund').map(({ rawBiz }) => rawBiz)
  expect(refunds.length).toBe(2)
  expect(refunds[1]).toBe(refunds[0])
  expect(await shop.get('/conformance/sales/b')).toMatchObject({ refunded: '0.40' })
})
