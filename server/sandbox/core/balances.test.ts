// Money that goes to the bank and comes back: by command, in the books themselves.
import { expect, test } from 'vitest'
import { cellsOf, openBillShop } from '../../testing/bill-shop.fixture.ts'
import { openShop } from '../../testing/shop.fixture.ts'

const badMoves: [string, { owner?: string; amountFen: number }, string][] = [
  ['withdraw', { amountFen: 100_000_001 }, 'amountFen: 2088'],
  ['withdraw', { amountFen: 0 }, 'amountFen: a whole number of fen, at least 1'],
  ['deposit', { amountFen: 1.5 }, 'amountFen: a whole number of fen, at least 1'],
  ['deposit', { owner: 'nobody', amountFen: 1 }, 'owner: nobody here has the number nobody'],
]
test.each(badMoves)('%s of %o is refused by name', (act, move, message) => {
  const { sandbox, app } = openShop()
  const before = sandbox.balances.list()
  const { withdraw, deposit } = sandbox.balances
  const wanted = { owner: app.pid, ...move }
  expect(() => (act === 'withdraw' ? withdraw : deposit)(wanted)).toThrow(message)
  expect(sandbox.balances.list()).toEqual(before)
})

test('what is withdrawn is paid in again, and the ledger sums to 0 throughout', () => {
  const { sandbox, app } = openShop()
  const own = () => sandbox.balances.list().find(({ account }) => account === `seller:${app.pid}`)
  sandbox.balances.withdraw({ owner: app.pid, amountFen: 99_999_999 })
  expect(own()?.balanceFen).toBe(1)
  sandbox.balances.deposit({ owner: app.pid, amountFen: 2 })
  expect(own()?.balanceFen).toBe(3)
  expect(sandbox.balances.list().reduce((sum, { balanceFen }) => sum + balanceFen, 0)).toBe(0)
})

test('a withdrawal is a row of the account statement', async () => {
  const shop = openBillShop()
  shop.sandbox.balances.withdraw({ owner: shop.app.pid, amountFen: 12_345 })
  await shop.nextDay()
  const row = cellsOf(shop.text('signcustomer', '2026-01-05')).find((cells) =>
    cells.includes('提现'),
  )
  expect(row).toContain('-123.45')
})
