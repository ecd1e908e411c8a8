// The till as a script meets it: one call of a merchant, and what a merchant should make of the reply.
import { expect, test } from 'vitest'
import { openControl } from '../testing/control.fixture.ts'

function open() {
  const control = openControl()
  const { sandbox } = control.shop
  const order = (outTradeNo: string, pays = 'at-once') => {
    const { authCode } = sandbox.buyers.issueCode({ pays })
    return { op: 'PAY', outTradeNo, amountFen: 888, authCode }
  }
  const till = async (body: object) => (await control.call('POST /till', body)).body
  return { ...control, sandbox, order, till }
}

test('a payment, its query and its refund, as a merchant signs and reads them', async () => {
  const { till, order, sandbox, shop } = open()
  expect(await till(order('t-1'))).toMatchObject({ seen: 'ok', code: '10000', says: 'Success' })
  expect(await till({ op: 'QUERY', outTradeNo: 't-1' })).toMatchObject({
    seen: 'ok',
    tradeStatus: 'TRADE_SUCCESS',
  })
  await shop.pass(5_000)
  expect(shop.received.map(({ request }) => new URL(request.url).pathname)).toEqual([
    '/_sim/till/notify',
  ])
  const refund = { op: 'REFUND', outTradeNo: 't-1', amountFen: 888 }
  expect(await till(refund)).toMatchObject({ seen: 'ok' })
  expect(await till(refund)).toMatchObject({ seen: 'ok' })
  expect(sandbox.trades.get('t-1')).toMatchObject({ refundedFen: 888 })
})

test.each([
  ['F02', 'unknown'],
  ['F03', 'nothing'],
  ['F11', 'unreadable'],
  ['F12', 'unreadable'],
])('a payment that %s bends is %s, whatever the books say', async (fault, seen) => {
  const { till, order, sandbox } = open()
  const options = fault === 'F11' ? { executed: 'yes' } : {}
  sandbox.faults.add({ fault, options, match: { op: 'PAY' } })
  expect(await till(order('t-1'))).toMatchObject({ outTradeNo: 't-1', seen })
  expect(sandbox.trades.get('t-1')?.status).toBe('TRADE_SUCCESS')
})

test('a code whose owner must type the password is neither paid nor refused', async () => {
  const { till, order } = open()
  expect(await till(order('t-1', 'never'))).toMatchObject({ seen: 'pending', code: '10003' })
  expect(await till({ op: 'CANCEL', outTradeNo: 't-1' })).toMatchObject({ seen: 'ok' })
})

test('a buyer without money is refused, and an order that there is not is not found', async () => {
  const { till, order } = open()
  expect(await till(order('t-1', 'no-money'))).toMatchObject({
    seen: 'refused',
    subCode: 'ACQ.BUYER_BALANCE_NOT_ENOUGH',
  })
  expect(await till({ op: 'QUERY', outTradeNo: 'none' })).toMatchObject({ seen: 'not-found' })
})

test('a signature that the till makes wrongly is refused, and its mistake is named', async () => {
  const { till, sandbox } = open()
  const wrong = await till({ op: 'QUERY', outTradeNo: 't-1', missigned: true })
  expect(wrong).toMatchObject({ seen: 'rejected', subCode: 'isv.invalid-signature' })
  const names = sandbox.explain({ exchange: 'x1' }).mistakes.map(({ name }) => name)
  expect(names).toContain('sign-type-dropped')
})

test.each([
  [{ op: 'PAY', outTradeNo: 't-1', authCode: '28' }, 'amountFen'],
  [{ op: 'PAY', outTradeNo: 't-1', amountFen: 1 }, 'authCode'],
  [{ op: 'REFUND', outTradeNo: 't-1' }, 'amountFen'],
  [{ op: 'REFUND', outTradeNo: 't-1', amountFen: 0.5 }, 'amountFen'],
  [{ op: 'STEAL', outTradeNo: 't-1' }, 'op'],
])('%j is refused by its field', async (body, field) => {
  const { till, sandbox } = open()
  expect(await till(body)).toMatchObject({ status: 400, field })
  expect(sandbox.journal.since(0)).toEqual([])
})
