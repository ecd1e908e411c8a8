// Web orders: the browser goes to the gateway's pages and comes back with an address anybody can write.
import { expect, test } from 'vitest'
import { live } from './live.fixture.ts'
import { NOT_EXIST, OK, openTestShop, signedForm, SUCCESS } from './scripted-gateway.ts'
import type { Script } from './scripted-gateway.ts'

const SALE = { sale_id: 'w', kind: 'web', amount: '20.00', subject: '早餐', expiry_s: 60 }

async function opened(script: Script) {
  const shop = openTestShop(script)
  const { body } = await shop.post('/conformance/sales', SALE)
  await shop.time.advance(1_000)
  const address = { out_trade_no: body.attempt_id, total_amount: '20.00', trade_no: '2026' }
  const comeBack = async (fields: Record<string, string>) => {
    await shop.visit(`/return?${new URLSearchParams(fields).toString()}`)
    await shop.time.advance(500)
  }
  return { ...shop, address, comeBack, sale: () => shop.get('/conformance/sales/w') }
}

test('a forged return changes nothing, and an order nobody pays is closed when it expires', async () => {
  const { address, comeBack, log, sale, time } = await opened(() => NOT_EXIST)
  expect(new URL((await sale()).pay_url).searchParams.get('method')).toBe('alipay.trade.page.pay')
  await comeBack(address)
  await comeBack({ ...signedForm(address), total_amount: '0.01' })
  expect(await sale()).toMatchObject({ status: 'PENDING', effects: [] })
  expect(log()).toEqual([])
  await time.advance(70_000)
  expect(log().slice(-2)).toEqual(['query 60', 'close 60'])
  expect(await sale()).toMatchObject({ status: 'UNPAID' })
})

test('a genuine return is a reason to ask at once, not a payment', async () => {
  const { address, comeBack, log, sale } = await opened(({ op }) => (op === 'query' ? SUCCESS : OK))
  await comeBack(signedForm(address))
  expect(log()).toEqual(['query 1'])
  expect(await sale()).toMatchObject({ status: 'PAID', effects: [{ amount: '20.00' }] })
})

test('the gateway takes the address and leads to its cashier', () =>
  live(async ({ call, sale, sandbox, sleep }) => {
    await call('/sales', { ...SALE, sale_id: 'live' })
    const { pay_url } = await sale('live')
    const answer = await sandbox.fetch(new Request(pay_url, { redirect: 'manual' }))
    expect(answer.status).toBe(302)
    await sleep(90_000)
    expect((await sale('live')).status).toBe('UNPAID')
  }))
