// Balances over the control API: a seller without money cannot refund, and can again after a deposit.
import { expect, test } from 'vitest'
import { openControl } from '../testing/control.fixture.ts'

test('a seller whose money went to the bank cannot refund until it is paid in again', async () => {
  const { call, shop } = openControl()
  await shop.pay('o-1')
  const owner = shop.app.pid
  const account = `seller:${owner}`
  const list = async () =>
    (await call('GET /balances')).body as { account: string; balanceFen: number }[]
  const before = (await list()).find((one) => one.account === account)?.balanceFen ?? 0
  const emptied = await call('POST /balances/withdraw', { owner, amountFen: before })
  expect(emptied).toMatchObject({ status: 200, body: { account, balanceFen: 0 } })
  const back = { out_trade_no: 'o-1', refund_amount: '1.00', out_request_no: 'back' }
  const short = { sub_code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' }
  expect(await shop.trade('refund', back)).toMatchObject(short)
  const filled = await call('POST /balances/deposit', { owner, amountFen: 100 })
  expect(filled.body).toEqual({ account, balanceFen: 100 })
  expect(await shop.trade('refund', back)).toMatchObject({ code: '10000', fund_change: 'Y' })
  expect((await list()).reduce((sum, { balanceFen }) => sum + balanceFen, 0)).toBe(0)
})

test.each<[string, object, string, string]>([
  ['withdraw', { amountFen: 1 }, 'owner', 'is missing'],
  ['withdraw', { owner: 'x', amountFen: 1 }, 'owner', 'name a buyer or a seller'],
  ['deposit', { owner: 'x', amountFen: '1' }, 'amountFen', 'a whole number of fen'],
])('%s of %o is refused with the field and the remedy', async (act, body, field, remedy) => {
  const refused = await openControl().call(`POST /balances/${act}`, body)
  expect(refused).toMatchObject({ status: 400, body: { field } })
  expect(refused.body).toMatchObject({ detail: expect.stringContaining(remedy) })
})

test('no account is filled beyond what can be counted', async () => {
  const { call, shop } = openControl()
  const much = { owner: shop.app.pid, amountFen: 1_000_000_000_000_000 }
  const refused = await call('POST /balances/deposit', much)
  expect(refused).toMatchObject({ status: 400, body: { field: 'amountFen' } })
})
