// A buyer's complaint over the control API: it freezes a paid trade, and is settled once.
import { expect, test } from 'vitest'
import { openControl } from '../testing/control.fixture.ts'

test('a paid trade is frozen by a complaint and free again when that is settled', async () => {
  const { call, shop } = openControl()
  await shop.pay('o-1')
  const complained = await call('POST /buyers/complain', { trade: 'o-1' })
  expect(complained).toMatchObject({ status: 200, body: { outTradeNo: 'o-1', isFrozen: true } })
  const settled = await call('POST /buyers/settle-complaint', { trade: 'o-1' })
  expect(settled.status).toBe(200)
  expect(settled.body).not.toHaveProperty('isFrozen')
  const again = await call('POST /buyers/settle-complaint', { trade: 'o-1' })
  expect(again).toMatchObject({ status: 400, body: { field: 'buyer' } })
})

test('a complaint about a trade that is none is refused by field', async () => {
  const refused = await openControl().call('POST /buyers/complain', { trade: 'o-9' })
  expect(refused).toMatchObject({ status: 400, body: { field: 'trade' } })
})
