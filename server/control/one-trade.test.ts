// The verbs that act on one trade, through the control API.
import { expect, test } from 'vitest'
import { openControl } from '../testing/control.fixture.ts'

test('clock, buyers, trades and notifications by the verbs that act on one of them', async () => {
  const { call, shop } = openControl()
  const { authCode } = shop.sandbox.buyers.issueCode({ pays: 'never' })
  await shop.pay('o-1', { auth_code: authCode })
  expect(await call('POST /buyers/claim', { trade: 'o-1' })).toMatchObject({
    body: { claims: 'paid', status: 'WAIT_BUYER_PAY', paidFen: 0 },
  })
  await call('POST /buyers/pay', { trade: 'o-1' })
  const hurried = await call('POST /notifications/hurry', { trade: 'o-1' })
  expect(hurried).toMatchObject({ body: [{ state: 'acknowledged', attempts: 1 }] })
  const aged = await call('POST /trades/o-1/age', { by: '366d' })
  expect(aged).toMatchObject({ body: { trade: { status: 'TRADE_FINISHED' } } })
  expect(await call('POST /trades/o-1/age', { by: 'old' })).toMatchObject({
    status: 400,
    body: { field: 'by' },
  })
  const until = await call('POST /clock/until', { condition: 'idle' })
  expect(until).toMatchObject({ body: { reached: true, fired: [] } })
  expect(await call('POST /clock/until', { condition: 'never' })).toMatchObject({
    status: 400,
    body: { field: 'until' },
  })
  const day = await call('POST /clock/day')
  expect(day).toMatchObject({ body: { clock: { now: '2026-01-06 00:00:00' } } })
})
