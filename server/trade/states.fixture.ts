// One order in every state there is, for the tests of the engine's tables.
import { DAY, HOUR } from '../values/instant.ts'
import { openBooks, PID, terms, type Books } from './books.fixture.ts'
import type { Pay } from './decision.ts'

export const NO = 'order-1'
export const key = { pid: PID, outTradeNo: NO }
export const pay = (books: Books, change: Partial<Pay> = {}) =>
  books.do({ op: 'PAY', ...terms(NO), authCode: books.code(), ...change })
const wait = (books: Books, change: Partial<Pay> = {}) =>
  pay(books, { authCode: books.code({ pays: 'never' }), ...change })
export const cancel = (books: Books) => books.do({ op: 'CANCEL', ...key })
export const close = (books: Books) => books.do({ op: 'CLOSE', ...key })
export const query = (books: Books) => books.do({ op: 'QUERY', ...key })
export const precreate = (books: Books, change = {}) =>
  books.do({ op: 'PRECREATE', ...terms(NO), ...change })
export const refund = (books: Books, amountFen: number, outRequestNo?: string) =>
  books.do({ op: 'REFUND', ...key, amountFen, outRequestNo })

/** Brings order-1 into a state. */
const STATES: Record<string, (books: Books) => void> = {
  'no trade': () => {},
  waiting: (books) => wait(books),
  paid: (books) => pay(books),
  'partly refunded': (books) => {
    pay(books)
    refund(books, 888, 'r1')
  },
  refunded: (books) => {
    pay(books)
    refund(books, 8_888, 'r1')
  },
  'closed unpaid': (books) => {
    wait(books)
    close(books)
  },
  'timed out': (books) => {
    wait(books)
    books.pass(3 * HOUR)
  },
  'cancelled unpaid': (books) => {
    wait(books)
    cancel(books)
  },
  'cancelled paid': (books) => {
    pay(books)
    cancel(books)
  },
  finished: (books) => {
    pay(books)
    books.pass(366 * DAY)
  },
}

export function inState(state: string, options = {}): Books {
  const books = openBooks(options)
  STATES[state]?.(books)
  return books
}
