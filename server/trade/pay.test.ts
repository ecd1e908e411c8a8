// Payment codes and the buyers behind them.
import { expect, test } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../values/instant.ts'
import { openBooks, PID, terms, outcomeOf } from './books.fixture.ts'
import { NO, pay, precreate, inState } from './states.fixture.ts'
import { buyerAccount } from './trade.ts'

test.each([
  [200_000, 'paid'],
  [200_001, 'waiting'],
])('%d fen: %s, because the password is asked above 2000 yuan', (totalFen, outcome) => {
  expect(outcomeOf(pay(openBooks(), { totalFen }))).toBe(outcome)
})

test('a willing buyer types the password after five seconds', () => {
  const books = openBooks()
  pay(books, { totalFen: 200_001 })
  books.pass(5 * SECOND - 1)
  expect(books.trade(NO)?.status).toBe('WAIT_BUYER_PAY')
  books.pass(1)
  expect(books.trade(NO)?.status).toBe('TRADE_SUCCESS')
})

test('a code lives two minutes and works for one order', () => {
  const books = openBooks()
  const late = books.code()
  books.pass(2 * MINUTE)
  const inTime = books.do({ op: 'PAY', ...terms('order-2'), authCode: late })
  expect(outcomeOf(inTime)).toBe('paid')
  expect(outcomeOf(pay(books, { authCode: late }))).toBe('AuthCodeExpired')
  const stale = books.code()
  books.pass(2 * MINUTE + 1)
  expect(outcomeOf(pay(books, { authCode: stale }))).toBe('AuthCodeExpired')
})

test('a bad code is refused before the order is looked at', () => {
  const books = inState('paid')
  expect(outcomeOf(pay(books, { authCode: '280000000000009999' }))).toBe('AuthCodeInvalid')
  expect(outcomeOf(pay(books, { authCode: undefined }))).toBe('AuthCodeMissing')
})

test('an empty purse is refused, and leaves neither a trade nor a used code', () => {
  const books = openBooks()
  const authCode = books.code({ pays: 'at-once' }, 2)
  const decision = pay(books, { authCode })
  expect(outcomeOf(decision)).toBe('BuyerBalanceTooLow')
  expect(books.trade(NO)).toBeUndefined()
  expect(books.codes.get(authCode)?.usedBy).toBeUndefined()
})

test('a buyer whose purse is empty when the password is typed leaves the trade waiting', () => {
  const books = openBooks()
  pay(books, { authCode: books.code({ pays: 'after-password', afterMs: SECOND }) })
  books.setBalance(buyerAccount(books.buyers[0]?.buyerId ?? ''), 8_887)
  books.pass(SECOND)
  expect(books.trade(NO)?.status).toBe('WAIT_BUYER_PAY')
})

test.each([
  [{ totalFen: 0 }, 'TotalOutOfRange'],
  [{ totalFen: 1 }, 'paid'],
  [{ totalFen: 10_000_000_000 }, 'waiting'],
  [{ totalFen: 10_000_000_001 }, 'TotalOutOfRange'],
  [{ sellerId: PID }, 'paid'],
  [{ sellerId: '2088721000000002' }, 'ReceiverNotAllowed'],
])('terms %o: %s', (change, outcome) => {
  expect(outcomeOf(pay(openBooks(), change))).toBe(outcome)
})

test('an order whose time is over cannot be paid', () => {
  const books = openBooks()
  expect(outcomeOf(pay(books, { expiresAt: books.now }))).toBe('AlreadyExpired')
  expect(outcomeOf(precreate(books, { expiresAt: books.now }))).toBe('AlreadyExpired')
})

test('a late password finds the trade closed', () => {
  const books = openBooks()
  const authCode = books.code({ pays: 'after-password', afterMs: 4 * HOUR })
  pay(books, { authCode })
  books.pass(4 * HOUR)
  expect(books.trade(NO)).toMatchObject({ status: 'TRADE_CLOSED', closedBy: 'timeout' })
  expect(books.trade(NO)?.paidAt).toBeUndefined()
})
