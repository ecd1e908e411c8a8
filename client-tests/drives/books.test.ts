// Which order the entries of a shop's books are of, and what the books thereby believe.
import { expect, test } from 'vitest'
import { createJournal } from '../trace/journal.fixture.ts'
import { beliefOf, oddLines, ordersIn, payments, spread } from './books.ts'

const trace = createJournal()
  .call(0, 'PAY', 'A1', 'OK', { amountFen: 1_000 })
  .books(0, 'A1', 'TRADE_SUCCESS', { paidFen: 1_000 })
  .call(1, 'PAY', 'A2', 'OK', { amountFen: 2_000 })
  .books(1, 'A2', 'TRADE_SUCCESS', { paidFen: 2_000 })
  .call(2, 'PAY', 'A3', 'BIZFAIL', { amountFen: 3_000 })
  .trace()

const countsOf = ({ ledger }: ReturnType<typeof spread>) =>
  Object.fromEntries([...ledger].map(([number, rows]) => [number, rows.length]))

test.each([
  [3, { A1: 1, A2: 1 }, false],
  [7, { A1: 3, A2: 3 }, false],
  [6, { A1: 2, A2: 3 }, true],
  [2, { A1: 1, A2: 0 }, true],
  [1, { A1: 0, A2: 0 }, false],
])('a number of %i after 1, with two payments', (count, wanted, isGuess) => {
  const found = spread(trace, 1, { count })
  expect({ counts: countsOf(found), isGuess: found.isGuess }).toEqual({ counts: wanted, isGuess })
})

test('rows with order numbers are of these orders; what the run has not seen is older', () => {
  const rows = new Map([
    ['A2', payments(2)],
    ['old-1', payments(1)],
  ])
  expect(countsOf(spread(trace, 0, { rows }))).toEqual({ A2: 2 })
})

const order = (number: string) => {
  const found = ordersIn(trace).find(({ outTradeNo }) => outTradeNo === number)
  if (!found) throw new Error(number)
  return found
}

test.each([
  ['A1', 1, 'PAID'],
  ['A1', 0, 'UNPAID'],
  ['A3', 0, 'UNPAID'],
  ['A3', 1, 'PAID'],
])('%s with %i payment(s) in the books is believed %s', (number, count, status) => {
  const belief = beliefOf(trace, order(number), payments(count))
  expect(belief).toMatchObject({ saleId: number, status, refundedFen: 0 })
  expect(belief.effects).toHaveLength(count)
})

test('money that went back is taken to be known, unless the books list what went back', () => {
  const refunded = createJournal()
    .call(0, 'PAY', 'A1', 'OK', { amountFen: 1_000 })
    .books(0, 'A1', 'TRADE_SUCCESS', { paidFen: 1_000 })
    .books(1, 'A1', 'TRADE_SUCCESS', { paidFen: 1_000, refundedFen: 400 })
    .trace()
  const [paid] = ordersIn(refunded)
  if (!paid) throw new Error('no order')
  expect(beliefOf(refunded, paid, payments(1))).toMatchObject({
    status: 'REFUNDED',
    refundedFen: 400,
    effects: [
      { type: 'PAID', amountFen: 1_000 },
      { type: 'REFUNDED', amountFen: 400 },
    ],
  })
  const listed = [...payments(1), { type: 'REFUNDED' as const, amountFen: 100 }]
  expect(beliefOf(refunded, paid, listed).effects).toContainEqual({
    type: 'REFUNDED',
    amountFen: 100,
  })
})

test('what is wrong is said of each order in a line', () => {
  const ledger = new Map([
    ['A1', payments(3)],
    ['A2', payments(1)],
    ['A3', payments(1)],
  ])
  expect(oddLines(trace, ledger, String).map(({ en }) => en)).toEqual([
    'A1: one payment of 1000 caused 3 rows',
    'A3: 1 row without a payment',
  ])
})
