// Query, cancel and close of an order in every state.
import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../values/instant.ts'
import { openBooks, PID, outcomeOf } from './books.fixture.ts'
import { NO, pay, cancel, close, query, precreate, inState, key } from './states.fixture.ts'
import { sellerAccount } from './trade.ts'

test.each([
  // state, query, cancel, action, close
  ['no trade', 'TradeNotFound', 'cancelled', undefined, 'TradeNotFound'],
  ['waiting', 'state', 'cancelled', 'close', 'closed'],
  ['paid', 'state', 'cancelled', 'refund', 'TradeNotOpen'],
  ['partly refunded', 'state', 'CancelAfterRefund', undefined, 'TradeNotOpen'],
  ['refunded', 'state', 'CancelAfterRefund', undefined, 'TradeClosedTwice'],
  ['closed unpaid', 'state', 'cancelled', 'close', 'TradeClosedTwice'],
  ['timed out', 'state', 'cancelled', 'close', 'TradeClosedTwice'],
  ['cancelled unpaid', 'state', 'cancelled', 'close', 'TradeClosedTwice'],
  ['cancelled paid', 'state', 'cancelled', 'refund', 'TradeClosedTwice'],
  ['finished', 'state', 'TradeFinished', undefined, 'TradeNotOpen'],
])('%s: query %s, cancel %s (action %s), close %s', (state, asked, cancelled, action, closed) => {
  expect(outcomeOf(query(inState(state)))).toBe(asked)
  const books = inState(state)
  const decision = cancel(books)
  expect(outcomeOf(decision)).toBe(cancelled)
  expect(decision.outcome).toMatchObject(action ? { action, retryFlag: 'N' } : {})
  // Idempotent: the second answer is the first, and moves no more money.
  const balance = books.balance(sellerAccount(PID))
  expect(cancel(books).outcome).toEqual(decision.outcome)
  expect(books.balance(sellerAccount(PID))).toBe(balance)
  expect(outcomeOf(close(inState(state)))).toBe(closed)
})

test('a cancel of a paid trade gives the money back under the trade number', () => {
  const books = inState('paid')
  const { tradeNo = '' } = books.trade(NO) ?? {}
  cancel(books)
  expect(books.refunds).toMatchObject([{ outRequestNo: tradeNo, amountFen: 8_888 }])
  const asked = books.do({ op: 'REFQUERY', ...key, outRequestNo: tradeNo })
  expect(asked.outcome).toMatchObject({ kind: 'refund-state', refund: { amountFen: 8_888 } })
})

test('an unknown trade_no cannot be cancelled, an unknown out_trade_no can', () => {
  const books = openBooks()
  expect(outcomeOf(books.do({ op: 'CANCEL', pid: PID, tradeNo: 'x', outTradeNo: NO }))).toBe(
    'TradeNotFound',
  )
  expect(cancel(books).outcome).toEqual({ kind: 'cancelled', outTradeNo: NO, retryFlag: 'N' })
  expect(outcomeOf(pay(books))).toBe('paid')
})

test('with the tombstone a cancel of an unknown number blocks a later pay and kills the code', () => {
  const books = openBooks({ tombstone: true })
  const qr = precreate(books).outcome
  cancel(books)
  expect(outcomeOf(pay(books))).toBe('TradeAlreadyCancelled')
  expect(outcomeOf(precreate(books))).toBe('TradeAlreadyCancelled')
  const { buyerId = '' } = books.buyers[0] ?? {}
  const qrCode = qr.kind === 'qr' ? qr.order.qrCode : ''
  const scanned = books.do({ op: 'scan', qrCode, buyerId, habit: { pays: 'at-once' } })
  expect(outcomeOf(scanned)).toBe('AlreadyExpired')
})

test.each([
  ['24h', DAY, 'cancelled'],
  ['24h', DAY + 1, 'CancelTooLate'],
  // Paid at 10:00 in China: the day ends 14 hours later.
  ['same-day', 14 * HOUR - 1, 'cancelled'],
  ['same-day', 14 * HOUR, 'CancelTooLate'],
  ['next-day', 14 * HOUR + 15 * MINUTE, 'cancelled'],
  ['next-day', 14 * HOUR + 15 * MINUTE + 1, 'CancelTooLate'],
  ['7d', 7 * DAY, 'cancelled'],
  ['7d', 7 * DAY + 1, 'CancelTooLate'],
] as const)('with a window of %s, %d ms after creation: %s', (cancelWindow, afterMs, outcome) => {
  const books = inState('paid', { cancelWindow })
  books.pass(afterMs)
  expect(outcomeOf(cancel(books))).toBe(outcome)
})

test.each([
  ['24h', DAY, 'cancelled'],
  ['24h', DAY + 1, 'CancelTooLate'],
  ['same-day', 14 * HOUR, 'CancelTooLate'],
  ['next-day', 14 * HOUR + 15 * MINUTE, 'cancelled'],
  ['next-day', 14 * HOUR + 15 * MINUTE + 1, 'CancelTooLate'],
  ['7d', 7 * DAY, 'cancelled'],
  ['7d', 7 * DAY + 1, 'CancelTooLate'],
] as const)(
  'unpaid, with a window of %s, %d ms after creation: %s',
  (cancelWindow, ms, outcome) => {
    const books = inState('waiting', { cancelWindow, orderTimeoutMs: 15 * DAY })
    books.pass(ms)
    expect(outcomeOf(cancel(books))).toBe(outcome)
    expect(books.trade(NO)?.status).toBe(
      outcome === 'cancelled' ? 'TRADE_CLOSED' : 'WAIT_BUYER_PAY',
    )
  },
)

test('checks of a cancel come in order: too late before refunded before no money', () => {
  const books = inState('partly refunded')
  books.setBalance(sellerAccount(PID), 0)
  expect(outcomeOf(cancel(books))).toBe('CancelAfterRefund')
  books.pass(DAY + 1)
  expect(outcomeOf(cancel(books))).toBe('CancelTooLate')
  const poor = inState('paid')
  poor.setBalance(sellerAccount(PID), 8_887)
  expect(outcomeOf(cancel(poor))).toBe('SellerBalanceTooLow')
  expect(poor.trade(NO)?.status).toBe('TRADE_SUCCESS')
})
