// QR orders: no trade before the scan, and the first to scan is the buyer.
import { expect, test } from 'vitest'
import { HOUR } from '../values/instant.ts'
import { openBooks, outcomeOf, type Books } from './books.fixture.ts'
import { NO, pay, close, query, precreate } from './states.fixture.ts'

const scan = (books: Books, buyer = 0, pays: 'at-once' | 'never' = 'at-once') => {
  const { outcome } = precreate(books)
  const qrCode = outcome.kind === 'qr' ? outcome.order.qrCode : ''
  const { buyerId = '' } = books.buyers[buyer] ?? {}
  return {
    qrCode,
    by: (who: number) =>
      books.do({
        op: 'scan',
        qrCode,
        buyerId: books.buyers[who]?.buyerId ?? '',
        habit: { pays },
      }),
    buyerId,
  }
}

test('no trade before the scan: query and close find nothing, and the code stays payable', () => {
  const books = openBooks()
  const { by } = scan(books)
  expect(outcomeOf(query(books))).toBe('TradeNotFound')
  expect(outcomeOf(close(books))).toBe('TradeNotFound')
  expect(outcomeOf(by(0))).toBe('paid')
})

test('with the tombstone a close before the scan fails, and yet locks the code', () => {
  const books = openBooks({ tombstone: true })
  const { by } = scan(books)
  expect(outcomeOf(close(books))).toBe('TradeNotFound')
  expect(outcomeOf(by(0))).toBe('AlreadyExpired')
})

test('the first to scan is the buyer', () => {
  const books = openBooks()
  const { by } = scan(books, 0, 'never')
  expect(outcomeOf(by(0))).toBe('waiting')
  expect(outcomeOf(by(1))).toBe('BuyerNotMatch')
  expect(outcomeOf(by(0))).toBe('waiting')
  expect([...books.trades]).toHaveLength(1)
})

test('a code is dead after two hours, however long the order lives', () => {
  const books = openBooks()
  const { by } = scan(books)
  books.pass(2 * HOUR)
  expect(outcomeOf(by(0))).toBe('AlreadyExpired')
  expect(books.trade(NO)).toBeUndefined()
})

test('an empty purse leaves the trade of the scan waiting', () => {
  const books = openBooks()
  expect(outcomeOf(scan(books).by(2))).toBe('BuyerBalanceTooLow')
  expect(books.trade(NO)?.status).toBe('WAIT_BUYER_PAY')
})

test('paying by code at the till kills the code on the screen', () => {
  const books = openBooks()
  const { by } = scan(books)
  expect(outcomeOf(pay(books))).toBe('paid')
  expect(outcomeOf(by(0))).toBe('TradeAlreadyPaid')
})
