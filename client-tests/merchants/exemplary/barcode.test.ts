// Barcode sales in virtual time against a scripted gateway.
import { expect, test } from 'vitest'
import {
  NOT_EXIST,
  OK,
  openTestShop,
  PENDING,
  SUCCESS,
  UNKNOWN,
  WAITING,
} from './scripted-gateway.ts'
import type { Script } from './scripted-gateway.ts'

const SALE = {
  sale_id: 'sale1',
  kind: 'barcode',
  amount: '19.99',
  subject: '一杯咖啡',
  auth_code: '280000000000000001',
}

async function sold(script: Script, forMs: number) {
  const shop = openTestShop(script)
  const started = await shop.post('/conformance/sales', SALE)
  expect(started.status).toBe(202)
  await shop.time.advance(forMs)
  return { ...shop, sale: await shop.get('/conformance/sales/sale1') }
}

test('the buyer types the password and pays after 8 s', async () => {
  const { log, sale } = await sold(
    ({ op, at }) => (op === 'pay' ? PENDING : at >= 8_000 ? SUCCESS : WAITING),
    60_000,
  )
  expect(log()).toEqual(['pay 0', 'query 3', 'query 6', 'query 9'])
  expect(sale).toMatchObject({ status: 'PAID', prompt: 'PAID', effects: [{ amount: '19.99' }] })
})

test('the buyer never pays: ten queries, the cancel right after the last', async () => {
  const script: Script = ({ op }) =>
    ({ pay: PENDING, query: WAITING })[op] ?? { ...OK, retry_flag: 'N', action: 'close' }
  const { log, sale } = await sold(script, 60_000)
  expect(log().slice(-3)).toEqual(['query 27', 'query 30', 'cancel 30'])
  expect(sale).toMatchObject({ status: 'UNPAID', prompt: 'CANCELLED', effects: [] })
})

test('an unknown pay is queried at once and sent again byte for byte when no trade exists', async () => {
  const { calls, log, sale } = await sold(
    ({ op }, nth) => (op === 'query' ? NOT_EXIST : nth === 1 ? UNKNOWN : OK),
    5_000,
  )
  expect(log()).toEqual(['pay 0', 'query 0', 'pay 0'])
  expect(calls[2]?.rawBiz).toBe(calls[0]?.rawBiz)
  expect(sale.status).toBe('PAID')
})

test.each([
  ['a reset', 'reset'],
  ['a wrong signature', 'bad-signature'],
  ['a system error under 40004', { code: '40004', sub_code: 'AQC.SYSTEM_ERROR' }],
  ['an answer about another trade', { ...OK, out_trade_no: 'S9' }],
] as const)('%s leaves the outcome of pay open', async (_, answer) => {
  const { log, sale } = await sold(({ op }) => (op === 'pay' ? answer : SUCCESS), 1_000)
  expect(log()).toEqual(['pay 0', 'query 0'])
  expect(sale.status).toBe('PAID')
})

test('a hung pay is given up after the client timeout and queried', async () => {
  const { log, sale } = await sold(({ op }) => (op === 'pay' ? 'hang' : SUCCESS), 6_000)
  expect(log()).toEqual(['pay 0', 'query 5'])
  expect(sale.status).toBe('PAID')
})

test('a gateway that stays silent: a minute of queries, a minute of cancels, then a human', async () => {
  const { calls, get, post, sale, time } = await sold(
    ({ op, at }) =>
      at > 130_000 ? (op === 'query' ? NOT_EXIST : { ...OK, retry_flag: 'N' }) : 'reset',
    129_000,
  )
  const cancels = calls.filter(({ op }) => op === 'cancel').map(({ at }) => at / 1_000)
  expect(cancels).toEqual([60, 65, 70, 75, 80, 85, 90, 95, 100, 105, 110, 115, 120])
  expect(sale).toMatchObject({ status: 'ESCALATED', prompt: 'CANCEL_PENDING' })
  expect(await get('/conformance/manual-items')).toMatchObject([{ op: 'CANCEL', sale_id: 'sale1' }])
  await time.advance(5_000)
  const answer = await post('/conformance/manual-query', {
    out_trade_no: calls[0]?.biz['out_trade_no'],
  })
  expect(answer.body).toEqual({ status: 'UNPAID', source: 'gateway' })
  await time.advance(1_000)
  expect(await get('/conformance/sales/sale1')).toMatchObject({ status: 'UNPAID' })
  expect(await get('/conformance/manual-items')).toEqual([])
})

test('retry_flag=Y repeats the cancel, action=refund makes it a reversal', async () => {
  const { log, sale } = await sold(({ op }, nth) => {
    if (op !== 'cancel') return op === 'pay' ? PENDING : WAITING
    return { ...OK, retry_flag: nth < 3 ? 'Y' : 'N', action: 'refund' }
  }, 60_000)
  expect(log().slice(-3)).toEqual(['cancel 30', 'cancel 35', 'cancel 40'])
  expect(sale).toMatchObject({
    status: 'REVERSED',
    effects: [{ type: 'REVERSED', amount: '19.99' }],
  })
})

test('a cancel refused as too late closes the trade instead', async () => {
  const refused = { code: '40004', sub_code: 'ACQ.TRADE_CANCEL_TIME_OUT', retry_flag: 'N' }
  const { log, sale } = await sold(
    ({ op }) => ({ pay: PENDING, query: WAITING, cancel: refused })[op] ?? OK,
    40_000,
  )
  expect(log().slice(-3)).toEqual(['cancel 30', 'query 30', 'close 30'])
  expect(sale.status).toBe('UNPAID')
})

test('two terminals start one sale: the second is refused', async () => {
  const shop = openTestShop(() => OK)
  const answers = await Promise.all([
    shop.post('/conformance/sales', SALE),
    shop.post('/conformance/sales', { ...SALE, auth_code: '280000000000000002' }),
  ])
  await shop.time.advance(1_000)
  expect(answers.map(({ status }) => status)).toEqual([202, 409])
  expect(shop.log()).toEqual(['pay 0'])
})

test('pay again while pending: query, cancel, then a new number', async () => {
  const shop = openTestShop(({ op, biz }) => {
    if (op === 'pay') return biz['auth_code'] === SALE.auth_code ? PENDING : OK
    return op === 'query' ? WAITING : { ...OK, retry_flag: 'N', action: 'close' }
  })
  await shop.post('/conformance/sales', SALE)
  await shop.time.advance(5_000)
  const again = { auth_code: '280000000000000002' }
  expect((await shop.post('/conformance/sales/sale1/pay-again', again)).status).toBe(202)
  await shop.time.advance(60_000)
  expect(shop.log()).toEqual(['pay 0', 'query 3', 'query 5', 'cancel 5', 'pay 5'])
  expect(shop.calls[4]?.biz['out_trade_no']).not.toBe(shop.calls[0]?.biz['out_trade_no'])
  expect((await shop.post('/conformance/sales/sale1/pay-again', again)).status).toBe(409)
})

test('pay again keeps the earlier attempt when it turns out paid', async () => {
  const shop = openTestShop(({ op, at }) =>
    op === 'pay' ? PENDING : at < 5_000 ? WAITING : SUCCESS,
  )
  await shop.post('/conformance/sales', SALE)
  await shop.time.advance(5_000)
  await shop.post('/conformance/sales/sale1/pay-again', { auth_code: '280000000000000002' })
  await shop.time.advance(60_000)
  expect(shop.log()).toEqual(['pay 0', 'query 3', 'query 5'])
  expect(await shop.get('/conformance/sales/sale1')).toMatchObject({ status: 'PAID' })
})

test('the cashier voids while polling: the next call is the cancel', async () => {
  const shop = openTestShop(
    ({ op }) =>
      ({ pay: PENDING, query: WAITING })[op] ?? { ...OK, retry_flag: 'N', action: 'close' },
  )
  await shop.post('/conformance/sales', SALE)
  await shop.time.advance(4_000)
  await shop.post('/conformance/sales/sale1/cancel', {})
  await shop.time.advance(60_000)
  expect(shop.log()).toEqual(['pay 0', 'query 3', 'cancel 4'])
})
