// Shares of a trade that is refunded in parts, at random from seeds: nobody loses or keeps a fen.
import { expect, test } from 'vitest'
import { createDraw } from '../values/random.ts'
import { openBooks, PID, SHARER, terms, outcomeOf, type Books } from './books.fixture.ts'
import type { Command } from './decision.ts'
import { FEE_ACCOUNT, sellerAccount } from './trade.ts'

const key = { pid: PID, outTradeNo: 'o-1' }
const WHOLE = 8_888

function chance(seed: string) {
  let steps = 0
  const draw = createDraw(seed, () => ++steps)
  return (most: number) => 1 + Math.floor(draw.fraction('amount') * most)
}

const held = (books: Books) => ({
  seller: books.balance(sellerAccount(PID)),
  sharer: books.balance(sellerAccount(SHARER)),
  fees: books.balance(FEE_ACCOUNT),
})

test.each(Array.from({ length: 30 }, (_, n) => `shares-${n}`))(
  'a trade that is shared and refunded piece by piece leaves the books as they were: %s',
  (seed) => {
    const books = openBooks({ feeRateBp: 60 }, seed)
    const below = chance(seed)
    const before = held(books)
    const whole = books.total()
    books.do({ op: 'PAY', ...terms('o-1'), authCode: books.code() })
    for (let nth = 0; books.trade('o-1')?.status === 'TRADE_SUCCESS'; nth++) {
      const amountFen = below(2_000)
      const outRequestNo = `n${nth}`
      const leftFen = WHOLE - (books.trade('o-1')?.refundedFen ?? 0)
      const royalties = [{ transIn: SHARER, amountFen }]
      const command: Command =
        nth % 2 === 0
          ? { op: 'SETTLE', ...key, outRequestNo, royalties, isLast: false }
          : { op: 'REFUND', ...key, outRequestNo, amountFen: Math.min(amountFen, leftFen) }
      expect(['settled', 'RoyaltyTooHigh', 'refunded']).toContain(outcomeOf(books.do(command)))
      expect(books.total()).toBe(whole)
      expect(books.balance(sellerAccount(SHARER))).toBeGreaterThanOrEqual(before.sharer)
      expect(books.balance(sellerAccount(PID))).toBeGreaterThanOrEqual(before.seller)
    }
    expect(held(books)).toEqual(before)
  },
)

test('a sharer who has spent the share holds the refund up, and the seller pays nothing of it', () => {
  const books = openBooks()
  books.do({ op: 'PAY', ...terms('o-1'), authCode: books.code() })
  const royalties = [{ transIn: SHARER, percent: 50 }]
  books.do({ op: 'SETTLE', ...key, outRequestNo: 's1', royalties, isLast: true })
  books.setBalance(sellerAccount(SHARER), 4_443)
  const before = held(books)
  const refund = { op: 'REFUND', ...key, amountFen: WHOLE } as const
  expect(outcomeOf(books.do(refund))).toBe('SellerBalanceTooLow')
  expect(outcomeOf(books.do({ op: 'CANCEL', ...key }))).toBe('SellerBalanceTooLow')
  expect(held(books)).toEqual(before)
  books.setBalance(sellerAccount(SHARER), 4_444)
  expect(outcomeOf(books.do(refund))).toBe('refunded')
  expect(books.balance(sellerAccount(SHARER))).toBe(0)
})
