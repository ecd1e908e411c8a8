// Orders of the cashier: no trade before the buyer confirms, repeats (the idempotency matrix), and
// from when each product's clock runs.
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../values/instant.ts'
import { openBooks, PID, terms, outcomeOf, type Books } from './books.fixture.ts'
import type { BuyerBehaviour } from './buyer.ts'
import { cashierState } from './cashier.ts'
import type { OpenCashier } from './decision.ts'
import type { CashierProduct, CashierTerms, PendingOrder } from './trade.ts'

const CODES = {
  page: 'FAST_INSTANT_TRADE_PAY',
  wap: 'QUICK_WAP_WAY',
  app: 'QUICK_MSECURITY_PAY',
} as const
const PRODUCTS: readonly CashierProduct[] = ['page', 'wap', 'app']

interface Change extends Partial<Omit<OpenCashier, 'op' | 'cashier'>> {
  cashier?: CashierTerms
}

function ask(books: Books, product: CashierProduct, change: Change = {}) {
  const cashier = product === 'page' ? {} : { fromConfirm: {} }
  const order = { ...terms('order-1'), product, productCode: CODES[product], cashier }
  return books.do({ op: 'CASHIER', ...order, ...change })
}

function opened(books: Books, product: CashierProduct, change: Change = {}): PendingOrder {
  const { outcome } = ask(books, product, change)
  if (outcome.kind !== 'cashier') throw new Error(`opening ended in ${outcome.kind}`)
  return outcome.order
}

function confirm(books: Books, { qrCode }: PendingOrder, pays: BuyerBehaviour['pays'], buyer = 0) {
  const { buyerId = '' } = books.buyers[buyer] ?? {}
  const habit: BuyerBehaviour = pays === 'never' ? { pays } : { pays: 'at-once' }
  return books.do({ op: 'confirm', qrCode, buyerId, habit })
}

const key = { pid: PID, outTradeNo: 'order-1' }

describe.each(PRODUCTS)('%s', (product) => {
  test('before the buyer confirms there is no trade to query, close or refund', () => {
    const books = openBooks()
    opened(books, product)
    expect(outcomeOf(books.do({ op: 'QUERY', ...key }))).toBe('TradeNotFound')
    expect(outcomeOf(books.do({ op: 'CLOSE', ...key }))).toBe('TradeNotFound')
    expect(outcomeOf(books.do({ op: 'REFUND', ...key, amountFen: 1 }))).toBe('TradeNotFound')
  })

  test('the buyer who confirms makes the trade, and pays it', () => {
    const books = openBooks()
    const order = opened(books, product)
    expect(outcomeOf(confirm(books, order, 'never'))).toBe('waiting')
    expect(books.trade('order-1')).toMatchObject({ product, status: 'WAIT_BUYER_PAY' })
    const { tradeNo = '' } = books.trade('order-1') ?? {}
    expect(outcomeOf(books.do({ op: 'buyer-pays', tradeNo }))).toBe('paid')
  })

  test('asked again unchanged it is the same order, with the newer return_url', () => {
    const books = openBooks()
    const first = opened(books, product)
    const cashier = { returnUrl: 'http://shop.test/2' }
    const second = opened(books, product, { cashier })
    expect(second).toMatchObject({ qrCode: first.qrCode, cashier })
  })

  test('asked again changed before anybody came, the new order replaces the old', () => {
    const books = openBooks()
    const first = opened(books, product)
    const second = opened(books, product, { totalFen: 1 })
    expect(second.qrCode).not.toBe(first.qrCode)
    expect(outcomeOf(confirm(books, first, 'at-once'))).toBe('TradeNotFound')
  })

  test.each([
    ['waiting, unchanged', 'never', {}, 'cashier'],
    ['waiting, another amount', 'never', { totalFen: 1 }, 'OrderChanged'],
    ['waiting, another subject', 'never', { subject: '茶' }, 'OrderChanged'],
    ['paid', 'at-once', {}, 'TradeAlreadyPaid'],
  ] as const)('asked again while the trade is %s', (_case, pays, change, says) => {
    const books = openBooks()
    confirm(books, opened(books, product), pays)
    expect(outcomeOf(ask(books, product, change))).toBe(says)
  })

  test('asked again when the trade is closed', () => {
    const books = openBooks()
    confirm(books, opened(books, product), 'never')
    books.do({ op: 'CLOSE', ...key })
    expect(outcomeOf(ask(books, product))).toBe('TradeAlreadyClosed')
  })

  test.each([
    ['another product_code', { productCode: 'FACE_TO_FACE_PAYMENT' }, 'ProductNotAllowed'],
    ['no amount', { totalFen: 0 }, 'TotalOutOfRange'],
    ['somebody else to receive it', { sellerId: '2088000000000000' }, 'ReceiverNotAllowed'],
    ['a time_expire in the past', { expiresAt: Date.UTC(2026, 0, 1) }, 'AlreadyExpired'],
  ])('%s is refused', (_case, change, refusal) => {
    expect(outcomeOf(ask(openBooks(), product, change))).toBe(refusal)
  })

  test('a second buyer is turned away, and an empty wallet leaves the trade waiting', () => {
    const books = openBooks()
    const order = opened(books, product)
    expect(outcomeOf(confirm(books, order, 'at-once', 2))).toBe('BuyerBalanceTooLow')
    expect(outcomeOf(confirm(books, order, 'at-once', 0))).toBe('BuyerNotMatch')
  })
})

describe('from when the clock runs', () => {
  test('page: from the first request, and a repeat does not set it back', () => {
    const books = openBooks()
    const first = opened(books, 'page')
    books.pass(DAY)
    expect(opened(books, 'page').expiresAt).toBe(first.expiresAt)
    expect(first.expiresAt).toBe(first.createdAt + 15 * DAY)
  })

  test('page: after its time the cashier takes nobody', () => {
    const books = openBooks()
    const order = opened(books, 'page', { expiresAt: books.now + HOUR })
    expect(cashierState({ order }, books.now + HOUR - 1)).toBe('open')
    books.pass(HOUR)
    expect(cashierState({ order }, books.now)).toBe('expired')
    expect(outcomeOf(confirm(books, order, 'at-once'))).toBe('AlreadyExpired')
  })

  test.each([
    ['nothing said', undefined, 15 * DAY],
    ['90m', '90m', 90 * MINUTE],
    ['1m, which is read as 5m', '1m', 5 * MINUTE],
  ])('wap and app: %s counts from the confirmation', (_case, timeoutExpress, lastsMs) => {
    for (const product of ['wap', 'app'] as const) {
      const books = openBooks()
      const order = opened(books, product, { cashier: { fromConfirm: { timeoutExpress } } })
      books.pass(40 * DAY)
      expect(cashierState({ order }, books.now)).toBe('open')
      confirm(books, order, 'never')
      expect(books.trade('order-1')?.expiresAt).toBe(books.now + lastsMs)
      books.pass(lastsMs)
      expect(books.trade('order-1')).toMatchObject({
        status: 'TRADE_CLOSED',
        closedBy: 'timeout',
      })
    }
  })

  test('wap: time_expire is a moment, whoever confirms when', () => {
    const books = openBooks()
    const expiresAt = books.now + HOUR
    const order = opened(books, 'wap', { expiresAt, cashier: {} })
    books.pass(30 * SECOND)
    confirm(books, order, 'never')
    expect(books.trade('order-1')?.expiresAt).toBe(expiresAt)
  })

  test('the code on the page lives two hours; the page itself lives on', () => {
    const books = openBooks()
    const order = opened(books, 'page')
    books.pass(2 * HOUR)
    const [buyer] = books.buyers
    const act = { qrCode: order.qrCode, buyerId: buyer?.buyerId ?? '' }
    expect(outcomeOf(books.do({ op: 'scan', ...act, habit: { pays: 'at-once' } }))).toBe(
      'AlreadyExpired',
    )
    expect(outcomeOf(confirm(books, order, 'at-once'))).toBe('paid')
  })
})
