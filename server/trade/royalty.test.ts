// Sharing the money of a paid trade: what arrives, and what is refused.
import { expect, test } from 'vitest'
import { openBooks, PID, SHARER, terms, outcomeOf } from './books.fixture.ts'
import { sellerAccount } from './trade.ts'

test('shares move from the seller to others, until nothing is left or the merchant says so', () => {
  const books = openBooks()
  const whole = books.total()
  const share = (outRequestNo: string, amountFen: number, transIn = SHARER, isLast = false) =>
    outcomeOf(
      books.do({
        op: 'SETTLE',
        pid: PID,
        outTradeNo: 'o-1',
        outRequestNo,
        royalties: [{ transIn, amountFen }],
        isLast,
      }),
    )
  expect(share('s1', 100)).toBe('TradeNotFound')
  books.do({ op: 'PAY', ...terms('o-1'), authCode: books.code({ pays: 'never' }) })
  expect(share('s1', 100)).toBe('TradeNotPaid')
  books.do({ op: 'buyer-pays', tradeNo: books.trade('o-1')?.tradeNo ?? '' })
  expect(share('s1', 100, PID)).toBe('ReceiverInvalid')
  expect(share('s1', 8_000)).toBe('settled')
  expect(share('s2', 889)).toBe('RoyaltyTooHigh')
  expect(share('s3', 88, SHARER, true)).toBe('settled')
  expect(share('s4', 1)).toBe('RoyaltyFinished')
  expect(books.balance(sellerAccount(SHARER))).toBe(8_088)
  expect(books.total()).toBe(whole)
})
