import { expect, test } from 'vitest'
import { createJournal } from '../rules/journal.fixture.ts'
import { createOrderBook, orderBookOf } from './order-book.ts'

const run = () =>
  createJournal()
    .sale()
    .call(1, 'PAY', 'A1', 'PEND')
    .books(1, 'A1', 'WAIT_BUYER_PAY')
    .call(4, 'QUERY', 'A1', 'WAIT')
    .call(9, 'PAY', 'A2', 'OK')
    .books(9, 'A2', 'TRADE_SUCCESS')
    .until(20)
    .entries()

const SALE_FEN =
  run()
    .flatMap((entry) => (entry.kind === 'sale' ? entry.amountFen : []))
    .at(0) ?? 0

test('orders opened over the amount of a sale are its orders, and no other call makes one', () => {
  const book = orderBookOf(run())
  expect([...book.numbersOver(SALE_FEN)]).toEqual(['A1', 'A2'])
  expect([...book.numbersOver(SALE_FEN + 1)]).toEqual([])
  expect([book.amountOf('A1'), book.amountOf('A3')]).toEqual([SALE_FEN, undefined])
})

test("a call that names the gateway's number is about the order that has it", () => {
  const entries = run()
  const truth = entries
    .flatMap((entry) => (entry.kind === 'commit' ? (entry.truth ?? []) : []))
    .at(-1)
  const book = orderBookOf(entries)
  expect(book.numberOf({ tradeNo: truth?.tradeNo ?? '' })).toBe('A2')
  expect(book.numberOf({ tradeNo: 'unheard of' })).toBeUndefined()
  expect(book.numberOf({ outTradeNo: 'A1', tradeNo: truth?.tradeNo ?? '' })).toBe('A1')
})

test('a journal that grows is read as one that is over', () => {
  const entries = run()
  const growing = createOrderBook()
  const seen = entries.map((entry) => {
    growing.add(entry)
    return [...growing.numbersOver(SALE_FEN)].join()
  })
  expect([...new Set(seen)]).toEqual(['', 'A1', 'A1,A2'])
})
