// What the same order number does when it comes again.
import { expect, test } from 'vitest'
import { SECOND } from '../values/instant.ts'
import { openBooks, outcomeOf } from './books.fixture.ts'
import { NO, pay, precreate, inState } from './states.fixture.ts'

test.each([
  // state, pay, other amount, other subject, other buyer, precreate
  ['no trade', 'paid', 'paid', 'paid', 'paid', 'qr'],
  ['waiting', 'paid', 'OrderChanged', 'OrderChanged', 'BuyerNotMatch', 'qr'],
  [
    'paid',
    'TradeAlreadyPaid',
    'TradeAlreadyPaid',
    'TradeAlreadyPaid',
    'TradeAlreadyPaid',
    'TradeAlreadyPaid',
  ],
  [
    'partly refunded',
    'TradeAlreadyPaid',
    'TradeAlreadyPaid',
    'TradeAlreadyPaid',
    'TradeAlreadyPaid',
    'TradeAlreadyPaid',
  ],
  [
    'finished',
    'TradeAlreadyPaid',
    'TradeAlreadyPaid',
    'TradeAlreadyPaid',
    'TradeAlreadyPaid',
    'TradeAlreadyPaid',
  ],
  [
    'refunded',
    'TradeAlreadyClosed',
    'TradeAlreadyClosed',
    'TradeAlreadyClosed',
    'TradeAlreadyClosed',
    'TradeAlreadyClosed',
  ],
  [
    'closed unpaid',
    'TradeAlreadyClosed',
    'TradeAlreadyClosed',
    'TradeAlreadyClosed',
    'TradeAlreadyClosed',
    'TradeAlreadyClosed',
  ],
  [
    'timed out',
    'TradeAlreadyClosed',
    'TradeAlreadyClosed',
    'TradeAlreadyClosed',
    'TradeAlreadyClosed',
    'TradeAlreadyClosed',
  ],
  [
    'cancelled paid',
    'TradeAlreadyCancelled',
    'TradeAlreadyCancelled',
    'TradeAlreadyCancelled',
    'TradeAlreadyCancelled',
    'TradeAlreadyCancelled',
  ],
])('%s: pay %s, other amount %s, other subject %s, other buyer %s, precreate %s', (...row) => {
  const [state, same, amount, subject, buyer, qr] = row
  expect(outcomeOf(pay(inState(state)))).toBe(same)
  expect(outcomeOf(pay(inState(state), { totalFen: 8_887 }))).toBe(amount)
  expect(outcomeOf(pay(inState(state), { subject: '两杯咖啡' }))).toBe(subject)
  const other = inState(state)
  expect(outcomeOf(pay(other, { authCode: other.code({ pays: 'at-once' }, 1) }))).toBe(buyer)
  expect(outcomeOf(precreate(inState(state)))).toBe(qr)
})

test('paying a waiting order again keeps its trade number', () => {
  const books = inState('waiting')
  const before = books.trade(NO)?.tradeNo
  pay(books)
  expect(books.trade(NO)).toMatchObject({ tradeNo: before, status: 'TRADE_SUCCESS' })
})

test('the same code again on a waiting order asks the same buyer and plans nothing new', () => {
  const books = openBooks()
  const authCode = books.code({ pays: 'after-password', afterMs: 8 * SECOND })
  expect(outcomeOf(pay(books, { authCode }))).toBe('waiting')
  expect(outcomeOf(pay(books, { authCode }))).toBe('waiting')
  expect(books.jobs.map(({ happening }) => happening.op)).toEqual(['expire', 'buyer-pays'])
  books.pass(8 * SECOND)
  expect(books.trade(NO)?.status).toBe('TRADE_SUCCESS')
  expect(outcomeOf(pay(books, { authCode }))).toBe('TradeAlreadyPaid')
})

test('a changed precreate replaces an unscanned order, an equal one keeps its code', () => {
  const books = openBooks()
  const codeOf = (change = {}) => {
    const { outcome } = precreate(books, change)
    return outcome.kind === 'qr' ? outcome.order.qrCode : undefined
  }
  const first = codeOf()
  expect(codeOf()).toBe(first)
  const changed = codeOf({ totalFen: 1 })
  expect(changed).not.toBe(first)
  const habit = { pays: 'at-once' } as const
  const { buyerId = '' } = books.buyers[0] ?? {}
  expect(outcomeOf(books.do({ op: 'scan', qrCode: first ?? '', buyerId, habit }))).toBe(
    'TradeNotFound',
  )
  expect(outcomeOf(books.do({ op: 'scan', qrCode: changed ?? '', buyerId, habit }))).toBe('paid')
})
