// Refunds: states, repeats, the order of checks, the window.
import { expect, test } from 'vitest'
import { DAY } from '../values/instant.ts'
import { openBooks, PID, outcomeOf } from './books.fixture.ts'
import { key, NO, refund, inState } from './states.fixture.ts'
import { sellerAccount } from './trade.ts'

test.each([
  ['no trade', 'TradeNotFound'],
  ['waiting', 'TradeNotPaid'],
  ['closed unpaid', 'TradeAlreadyClosed'],
  ['timed out', 'TradeAlreadyClosed'],
  ['refunded', 'TradeAlreadyClosed'],
  ['cancelled paid', 'TradeAlreadyCancelled'],
  ['finished', 'TradeFinished'],
  ['paid', 'refunded'],
])('a new refund of a trade that is %s: %s', (state, outcome) => {
  expect(outcomeOf(refund(inState(state), 100, 'new'))).toBe(outcome)
})

test('in parts: success until the last fen closes the trade', () => {
  const books = inState('paid')
  refund(books, 888, 'r1')
  expect(books.trade(NO)).toMatchObject({ status: 'TRADE_SUCCESS', refundedFen: 888 })
  refund(books, 8_000, 'r2')
  expect(books.trade(NO)).toMatchObject({ status: 'TRADE_CLOSED', refundedFen: 8_888 })
  expect(outcomeOf(refund(books, 1, 'r3'))).toBe('TradeAlreadyClosed')
})

test('the same number repeats the first answer, also after the refund has closed the trade', () => {
  const books = inState('refunded')
  const { outcome } = refund(books, 8_888, 'r1')
  expect(outcome).toMatchObject({ kind: 'refunded', moved: false })
  expect(books.refunds).toHaveLength(1)
  expect(outcomeOf(refund(books, 8_887, 'r1'))).toBe('RefundRepeatDiffers')
})

test('a repeat is answered before the state and the balance are looked at', () => {
  const books = inState('partly refunded')
  books.setBalance(sellerAccount(PID), 0)
  expect(outcomeOf(refund(books, 888, 'r1'))).toBe('refunded')
  expect(outcomeOf(refund(books, 100, 'r2'))).toBe('SellerBalanceTooLow')
  books.setBalance(sellerAccount(PID), 100_000)
  expect(outcomeOf(refund(books, 100, 'r2'))).toBe('refunded')
})

test('without a number only the whole amount, and it goes by the order number', () => {
  const books = inState('paid')
  expect(outcomeOf(refund(books, 1))).toBe('RefundAmountNotTotal')
  expect(refund(books, 8_888).outcome).toMatchObject({ moved: true })
  expect(books.refunds).toMatchObject([{ outRequestNo: NO }])
  expect(refund(books, 8_888).outcome).toMatchObject({ moved: false })
})

test('more than is left is refused before the balance is looked at', () => {
  const books = inState('partly refunded')
  books.setBalance(sellerAccount(PID), 0)
  expect(outcomeOf(refund(books, 8_001, 'r2'))).toBe('RefundExceedsPaid')
  expect(outcomeOf(refund(books, 8_000, 'r2'))).toBe('SellerBalanceTooLow')
})

test('the trade number wins when both numbers are given', () => {
  const books = inState('paid')
  const refused = books.do({ op: 'REFUND', ...key, tradeNo: 'unknown', amountFen: 8_888 })
  expect(outcomeOf(refused)).toBe('TradeNotFound')
})

test('a refund query of an unknown number is an empty success, of an unknown trade refused', () => {
  const asked = inState('paid').do({ op: 'REFQUERY', ...key, outRequestNo: 'r9' })
  expect(asked.outcome).toMatchObject({ kind: 'refund-state', refund: undefined })
  expect(outcomeOf(openBooks().do({ op: 'REFQUERY', ...key, outRequestNo: 'r9' }))).toBe(
    'TradeNotFound',
  )
})

test.each([
  ['12-months', 365 * DAY - 1, 'refunded'],
  ['12-months', 365 * DAY, 'TradeFinished'],
  ['90d', 90 * DAY - 1, 'refunded'],
  ['90d', 90 * DAY, 'TradeFinished'],
] as const)('within a window of %s, %d ms after the payment: %s', (refundWindow, ms, outcome) => {
  const books = inState('paid', { refundWindow })
  books.pass(ms)
  expect(outcomeOf(refund(books, 1, 'r1'))).toBe(outcome)
})
