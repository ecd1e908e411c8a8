// Fees, rebates and discounts in the ledger: no fen is made or lost, and each lands where it belongs.
import { expect, test } from 'vitest'
import { openBooks, PID, terms } from './books.fixture.ts'
import { FEE_ACCOUNT, MARKETING_ACCOUNT, sellerAccount } from './trade.ts'

test('the fee is taken from the receipts and comes back with refunds, pro rata', () => {
  const books = openBooks({ feeRateBp: 60, rebateRateBp: 10 })
  const [whole, before] = [books.total(), books.balance(sellerAccount(PID))]
  const order = { ...terms('o-1', { totalFen: 10_000 }), providerId: '2088511833207846' }
  books.do({ op: 'PAY', ...order, authCode: books.code() })
  expect(books.balance(sellerAccount(PID)) - before).toBe(9_940)
  expect(books.balance(FEE_ACCOUNT)).toBe(50)
  expect(books.balance('provider:2088511833207846')).toBe(10)
  const refund = (amountFen: number, outRequestNo: string) =>
    books.do({ op: 'REFUND', pid: PID, outTradeNo: 'o-1', amountFen, outRequestNo })
  refund(3_333, 'r1')
  expect(books.balance(sellerAccount(PID)) - before).toBe(9_940 - 3_333 + 20)
  refund(6_667, 'r2')
  expect(books.balance(sellerAccount(PID))).toBe(before)
  expect(books.total()).toBe(whole)
})

test('the platform pays its part of a discount, and gets it back; the merchant only earns less', () => {
  const promotion = { id: 'd', name: '立减', merchantFen: 500, platformFen: 300 }
  const books = openBooks({ promotions: [{ ...promotion, kind: 'discount' }] })
  const before = books.balance(sellerAccount(PID))
  books.do({ op: 'PAY', ...terms('o-1'), terminalId: 'T1', authCode: books.code() })
  expect(books.balance(sellerAccount(PID)) - before).toBe(8_388)
  expect(books.balance(MARKETING_ACCOUNT)).toBe(-300)
  books.do({ op: 'CANCEL', pid: PID, outTradeNo: 'o-1' })
  expect(books.balance(sellerAccount(PID))).toBe(before)
  expect(books.balance(MARKETING_ACCOUNT)).toBe(0)
})

test('a seller who has only what a refund costs after the fee can make it', () => {
  const books = openBooks({ feeRateBp: 60 })
  books.do({ op: 'PAY', ...terms('o-1', { totalFen: 10_000 }), authCode: books.code() })
  const refund = () =>
    books.do({ op: 'REFUND', pid: PID, outTradeNo: 'o-1', amountFen: 10_000 }).outcome
  books.setBalance(sellerAccount(PID), 9_939)
  expect(refund()).toMatchObject({ refusal: 'SellerBalanceTooLow' })
  books.setBalance(sellerAccount(PID), 9_940)
  expect(refund()).toMatchObject({ kind: 'refunded' })
})

test('fees once a month: taken on the first, of what was not refunded, and given back afterwards', () => {
  const books = openBooks({ feeRateBp: 60, feeTaken: 'monthly' })
  const before = books.balance(sellerAccount(PID))
  books.do({ op: 'PAY', ...terms('o-1', { totalFen: 10_000 }), authCode: books.code() })
  const refund = (amountFen: number, outRequestNo: string) =>
    books.do({ op: 'REFUND', pid: PID, outTradeNo: 'o-1', amountFen, outRequestNo })
  refund(5_000, 'r1')
  expect(books.balance(FEE_ACCOUNT)).toBe(0)
  expect(books.balance(sellerAccount(PID)) - before).toBe(5_000)
  const { tradeNo = '' } = books.trade('o-1') ?? {}
  books.do({ op: 'charge-fee', tradeNo })
  books.do({ op: 'charge-fee', tradeNo })
  expect(books.balance(FEE_ACCOUNT)).toBe(30)
  refund(5_000, 'r2')
  expect(books.balance(FEE_ACCOUNT)).toBe(0)
  expect(books.balance(sellerAccount(PID))).toBe(before)
})
