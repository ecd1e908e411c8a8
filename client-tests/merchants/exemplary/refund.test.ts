// Refunds in virtual time against a scripted gateway.
import { expect, test } from 'vitest'
import { OK, openTestShop, UNKNOWN } from './scripted-gateway.ts'
import type { Script } from './scripted-gateway.ts'

const DONE = { ...OK, fund_change: 'Y', refund_fee: '50.00' }

async function paidShop(script: Script) {
  const shop = openTestShop((call, nth) => (call.op === 'pay' ? OK : script(call, nth)))
  const sale = { sale_id: 's', kind: 'barcode', amount: '50', subject: '茶', auth_code: '28' }
  await shop.post('/conformance/sales', sale)
  await shop.time.advance(0)
  const refund = (refund_id: string, amount: string) =>
    shop.post('/conformance/refunds', { refund_id, sale_id: 's', amount })
  return { ...shop, refund }
}

test('an unknown refund is sent again unchanged, at once and then every 5 s', async () => {
  const { calls, get, log, refund, time } = await paidShop((_, nth) =>
    nth < 4 ? UNKNOWN : { ...OK, fund_change: 'N', refund_fee: '10.00' },
  )
  await refund('r1', '10.00')
  await time.advance(30_000)
  expect(log().slice(1)).toEqual(['refund 0', 'refund 0', 'refund 5', 'refund 10'])
  expect(new Set(calls.slice(1).map(({ rawBiz }) => rawBiz)).size).toBe(1)
  expect(await get('/conformance/refunds/r1')).toEqual({ status: 'REFUNDED', amount: '10.00' })
})

test('two refunds have two numbers, and refund_fee is not booked as the amount', async () => {
  const { calls, get, refund, time } = await paidShop(() => DONE)
  await refund('r1', '10.00')
  await refund('r2', '20.00')
  await time.advance(1_000)
  const numbers = calls.slice(1).map(({ biz }) => biz['out_request_no'])
  expect(new Set(numbers).size).toBe(2)
  expect(await get('/conformance/sales/s')).toMatchObject({
    status: 'REFUNDED',
    refunded: '30.00',
    effects: [{ amount: '50.00' }, { amount: '10.00' }, { amount: '20.00' }],
  })
})

test('two terminals refund 30 of 50 at once: one of them is refused', async () => {
  const { log, refund, time } = await paidShop(() => DONE)
  const answers = await Promise.all([refund('r1', '30'), refund('r2', '30')])
  await time.advance(1_000)
  expect(answers.map(({ status }) => status)).toEqual([202, 409])
  expect(log()).toEqual(['pay 0', 'refund 0'])
})

test('a refund unknown for a minute is escalated, and a manual query settles it', async () => {
  const { calls, get, post, refund, time } = await paidShop(({ op }) => {
    if (op === 'refund') return UNKNOWN
    return op === 'query'
      ? { ...OK, trade_status: 'TRADE_SUCCESS' }
      : { ...OK, refund_status: 'REFUND_SUCCESS' }
  })
  await refund('r1', '10')
  await time.advance(70_000)
  expect(await get('/conformance/refunds/r1')).toMatchObject({ status: 'ESCALATED' })
  expect(await get('/conformance/manual-items')).toMatchObject([{ op: 'REFUND', refund_id: 'r1' }])
  await post('/conformance/manual-query', { out_trade_no: calls[0]?.biz['out_trade_no'] })
  expect(await get('/conformance/sales/s')).toMatchObject({ status: 'REFUNDED', refunded: '10.00' })
  expect(await get('/conformance/manual-items')).toEqual([])
})

test('low balance keeps the number and succeeds once the account is topped up', async () => {
  const low = { code: '40004', sub_code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' }
  const { calls, get, refund, time } = await paidShop(({ at }) => (at < 10_000 ? low : DONE))
  await refund('r1', '10')
  await time.advance(1_000)
  expect(await get('/conformance/manual-items')).toMatchObject([{ op: 'REFUND' }])
  await time.advance(20_000)
  expect(new Set(calls.slice(1).map(({ rawBiz }) => rawBiz)).size).toBe(1)
  expect(await get('/conformance/refunds/r1')).toMatchObject({ status: 'REFUNDED' })
})

test('a trade beyond its refund window is a failed refund and no longer refundable', async () => {
  const { get, log, refund, time } = await paidShop(() => ({
    code: '40004',
    sub_code: 'ACQ.TRADE_HAS_FINISHED',
  }))
  await refund('r1', '10')
  await time.advance(60_000)
  expect(log()).toEqual(['pay 0', 'refund 0'])
  expect(await get('/conformance/refunds/r1')).toMatchObject({ status: 'FAILED' })
  expect(await get('/conformance/sales/s')).toMatchObject({ status: 'PAID', refundable: false })
})

test('voiding a paid sale is a refund, never a cancel', async () => {
  const { get, log, post, time } = await paidShop(() => DONE)
  await post('/conformance/sales/s/cancel', {})
  await time.advance(1_000)
  expect(log()).toEqual(['pay 0', 'refund 0'])
  expect(await get('/conformance/sales/s')).toMatchObject({ status: 'REFUNDED', refunded: '50.00' })
})
