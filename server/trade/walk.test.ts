// Random walks over the engine, from seeds: whatever is called in whatever order, money is conserved
// and a trade takes no arc outside the table.
import { expect, test } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../values/instant.ts'
import { createDraw } from '../values/random.ts'
import { openBooks, PID, terms, outcomeOf, type Books } from './books.fixture.ts'
import type { Command } from './decision.ts'
import type { BuyerBehaviour } from './buyer.ts'
import { REFUSALS } from '../journal/reasons.ts'
import { ARCS, buyerAccount, sellerAccount } from './trade.ts'

const HABITS: readonly BuyerBehaviour[] = [
  { pays: 'at-once' },
  { pays: 'after-password', afterMs: 8 * SECOND },
  { pays: 'never' },
  { pays: 'closes', afterMs: 5 * SECOND },
  { pays: 'risk-refused' },
]

function walker(books: Books, seed: string) {
  let steps = 0
  const draw = createDraw(seed, () => ++steps)
  const below = (n: number) => Math.floor(draw.fraction('walk') * n)
  const pick = <T>(from: readonly T[]): T => {
    const found = from[below(from.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  const qrCodes = ['none']
  /** New numbers come into use as the walk goes on; old ones are left behind. */
  const command = (nth: number): Command => {
    const outTradeNo = `order-${Math.floor(nth / 20) + below(3)}`
    const key = { pid: PID, outTradeNo }
    const totalFen = pick([1_999, 1_999, 300_000])
    const buyerId = pick(books.buyers).buyerId
    switch (below(8)) {
      case 0: {
        const authCode = books.code(pick(HABITS), below(3))
        return { op: 'PAY', ...terms(outTradeNo, { totalFen }), authCode }
      }
      case 1:
        return { op: 'PRECREATE', ...terms(outTradeNo, { totalFen }) }
      case 2:
        return { op: 'CANCEL', ...key }
      case 3:
        return { op: 'CLOSE', ...key }
      case 4:
        return { op: 'QUERY', ...key }
      case 5:
        return { op: 'scan', qrCode: pick(qrCodes), buyerId, habit: pick(HABITS) }
      default: {
        const amountFen = pick([1, 999, 1_999, 300_000])
        const outRequestNo = pick(['', 'r1', 'r2', 'r3']) || undefined
        return { op: 'REFUND', ...key, amountFen, outRequestNo }
      }
    }
  }
  return { command, pick, note: (qrCode: string) => qrCodes.push(qrCode) }
}

/** What the walks have met, to show that they go everywhere. */
const met = new Set<string>()

test.each(Array.from({ length: 40 }, (_, n) => `walk-${n}`))('%s', (seed) => {
  const books = openBooks({ tombstone: seed.endsWith('7') }, seed)
  const walk = walker(books, seed)
  const whole = books.total()
  for (let n = 0; n < 150; n++) {
    const before = new Map(books.trades)
    const decision = books.do(walk.command(n))
    const { outcome } = decision
    met.add(outcomeOf(decision))
    for (const { status } of books.trades.values()) met.add(status)
    if (outcome.kind === 'qr') walk.note(outcome.order.qrCode)
    for (const [tradeNo, trade] of books.trades) {
      const was = before.get(tradeNo)
      const legal = !was || was === trade || ARCS[was.status].includes(trade.status)
      expect(legal, `${was?.status} to ${trade.status}`).toBe(true)
    }
    books.pass(walk.pick([0, SECOND, 10 * SECOND, MINUTE, HOUR]))
    expect(books.total()).toBe(whole)
  }
  check(books)
})

test('the walks have met every outcome and refusal within their reach', () => {
  // No walk sends bad terms or codes, waits a day, empties the seller's account, shares, complains,
  // sets an option, submits an order of a gateway that keeps its terms, or refunds in batches.
  const outOfReach: readonly string[] = [
    'AuthCodeMissing',
    'AuthCodeInvalid',
    'AuthCodeExpired',
    'CloseNotAllowed',
    'OrderTotalNotMatch',
    'TooManyRefunds',
    'TotalOutOfRange',
    'ReceiverNotAllowed',
    'NumberMalformed',
    'AuthCodeExpired',
    'TooManyGoods',
    'NoPaymentInstrument',
    'BuyerNotFound',
    'BuyerIsSeller',
    'TooManyQrRequests',
    'CancelNotAllowed',
    'ReceiverUnknown',
    'ReceiverInvalid',
    'RoyaltyTooHigh',
    'RoyaltyFinished',
    'RoyaltyAfterRefund',
    'SellerBalanceTooLowToShare',
    'StatusInvalid',
    'ProductNotAllowed',
    'TradeFinished',
    'TradeFrozen',
    'TradeNotFrozen',
    'TradeClosedIllegally',
    'CurrencyNotSupported',
    'SettlementWrong',
    'SubjectMalformed',
    'TimeTooLong',
    'RefundExceedsTotal',
    'ReturnTooHigh',
    'ReturnReceiverUnknown',
    'CancelTooLate',
    'SellerBalanceTooLow',
    'SellerChanged',
    'TimeChanged',
    'BatchNumberUsed',
  ]
  const expected = REFUSALS.filter((refusal) => !outOfReach.includes(refusal))
  const outcomes = ['paid', 'waiting', 'closed', 'state', 'qr', 'cancelled', 'refunded']
  const states = ['WAIT_BUYER_PAY', 'TRADE_SUCCESS', 'TRADE_CLOSED']
  expect([...expected, ...outcomes, ...states].filter((one) => !met.has(one))).toEqual([])
})

/** Every fen at the seller is a payment that was not refunded. */
function check(books: Books) {
  let heldFen = 100_000_000
  for (const trade of books.trades.values()) {
    const mine = books.refunds.filter(({ tradeNo }) => tradeNo === trade.tradeNo)
    const refundedFen = mine.reduce((sum, { amountFen }) => sum + amountFen, 0)
    expect(trade.refundedFen).toBe(refundedFen)
    expect(refundedFen).toBeLessThanOrEqual(trade.paidAt === undefined ? 0 : trade.totalFen)
    expect(trade.status === 'TRADE_SUCCESS' && refundedFen === trade.totalFen).toBe(false)
    heldFen += trade.paidAt === undefined ? 0 : trade.totalFen - refundedFen
    expect(new Set(mine.map(({ outRequestNo }) => outRequestNo)).size).toBe(mine.length)
  }
  expect(books.balance(sellerAccount(PID))).toBe(heldFen)
  for (const { buyerId } of books.buyers) {
    expect(books.balance(buyerAccount(buyerId))).toBeGreaterThanOrEqual(0)
  }
}
