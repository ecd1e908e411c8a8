// How a trade comes to life: by a payment code or by a scan. Shared by pay.ts and scan.ts.
import { nextChinaMonth, type Instant } from '../values/instant.ts'
import { drawTradeNo } from '../values/ids.ts'
import type { Draw } from '../values/random.ts'
import type { BuyerBehaviour } from './buyer.ts'
import type { Changes, DrawTradeNo, Event, OrderTerms, Records } from './decision.ts'
import type { Refusal } from '../journal/reasons.ts'
import type { Split } from './channels.ts'
import { chargedFen, convertedPayment } from './conversion.ts'
import { amountsOf, feeFor, splitPayment } from './funds.ts'
import {
  buyerAccount,
  FEE_ACCOUNT,
  isPaid,
  MARKETING_ACCOUNT,
  move,
  sellerAccount,
  type Order,
  type Posting,
  type Trade,
} from './trade.ts'
import { longestWaitMs, refundDeadline } from './window.ts'
import type { Options } from '../options/options.ts'

/** A trade that waits for its buyer, and the job that will close it unpaid. */
export function openTrade(
  order: Order,
  buyerId: string,
  now: Instant,
  draw: Draw,
  to: Changes,
  drawNo: DrawTradeNo = drawTradeNo,
) {
  const trade: Trade = {
    ...order,
    tradeNo: drawNo(draw, buyerId, now),
    status: 'WAIT_BUYER_PAY',
    buyerId,
    createdAt: now,
    refundedFen: 0,
  }
  to.jobs.push({ due: trade.expiresAt, happening: { op: 'expire', tradeNo: trade.tradeNo } })
  to.trade = trade
  return trade
}

/** How the buyer would pay, or why it is impossible. */
export function fundsOf(
  order: Order,
  { options, buyerBalanceFen }: Records,
): { split: Split } | { refusal: Refusal } {
  // What is converted is paid from the balance: points and promotions are of CNY.
  if (order.conversion) {
    const isTooMuch = buyerBalanceFen < chargedFen(order)
    return isTooMuch ? { refusal: 'BuyerBalanceTooLow' } : { split: balanceOnly(order) }
  }
  const split = splitPayment(order, options)
  if (!split) return { refusal: 'NoPaymentInstrument' }
  const trade: Pick<Trade, 'totalFen' | 'split'> = { totalFen: order.totalFen, split }
  if (buyerBalanceFen < amountsOf(trade).buyerPayFen) return { refusal: 'BuyerBalanceTooLow' }
  return { split }
}

const balanceOnly = ({ totalFen }: Order): Split => ({
  funds: [{ channel: 'ALIPAYACCOUNT', amountFen: totalFen }],
  vouchers: [],
})

/**
 * The money moves. The trade will finish when its refund window ends, or at once where the product
 * knows no refunds (004:L425-429).
 */
export function payTrade(
  trade: Trade,
  split: Split,
  options: Options,
  now: Instant,
  to: Changes,
): Trade {
  const { receiptFen } = amountsOf({ ...trade, split })
  const feeFen = trade.conversion ? 0 : feeFor(receiptFen, options)
  const extras = {
    paidAt: now,
    ...(feeFen > 0 && { feeFen }),
    ...(feeFen > 0 && options.feeTaken === 'monthly' && { isFeeDue: true as const }),
    ...(isPlain(split) ? {} : { split }),
  }
  const paid = move(trade, 'TRADE_SUCCESS', extras)
  to.postings.push(...paymentOf(paid, options))
  if (paid.isFeeDue) {
    const happening = { op: 'charge-fee', tradeNo: trade.tradeNo } as const
    to.jobs.push({ due: nextChinaMonth(now), happening })
  }
  if (!options.refundable) {
    const finished = move(paid, 'TRADE_FINISHED', { closedAt: now })
    to.trade = finished
    return finished
  }
  to.trade = paid
  const happening = { op: 'finish', tradeNo: trade.tradeNo } as const
  to.jobs.push({ due: refundDeadline(options, now), happening })
  return paid
}

const isPlain = ({ funds }: Split) => funds.every(({ channel }) => channel === 'ALIPAYACCOUNT')

function paymentOf(trade: Trade, { rebateRateBp }: Options): Posting[] {
  const { tradeNo, providerId, conversion, isFeeDue } = trade
  const { feeFen = 0 } = isFeeDue ? {} : trade
  if (conversion) return convertedPayment(trade, conversion).map((one) => ({ ...one, tradeNo }))
  const seller = sellerAccount(trade.sellerId)
  const { buyerPayFen, platformFen, receiptFen } = amountsOf(trade)
  const rebateFen = providerId ? Math.round((receiptFen * rebateRateBp) / 10_000) : 0
  const postings: Posting[] = [
    { from: buyerAccount(trade.buyerId), to: seller, amountFen: buyerPayFen, memo: 'payment' },
    { from: MARKETING_ACCOUNT, to: seller, amountFen: platformFen, memo: 'payment' },
    { from: seller, to: FEE_ACCOUNT, amountFen: feeFen, memo: 'fee' },
    { from: FEE_ACCOUNT, to: `provider:${providerId}`, amountFen: rebateFen, memo: 'rebate' },
  ]
  return postings.filter(({ amountFen }) => amountFen > 0).map((one) => ({ ...one, tradeNo }))
}

/** Puts into the diary what a buyer who has to type a password will do. */
export function planBuyer(
  trade: Trade,
  habit: BuyerBehaviour,
  options: Options,
  now: Instant,
  to: Changes,
) {
  const { tradeNo } = trade
  if (habit.pays === 'never' || habit.pays === 'risk-refused') return
  const afterMs = habit.pays === 'at-once' ? options.passwordTypingMs : habit.afterMs
  const op = habit.pays === 'closes' ? 'buyer-closes' : 'buyer-pays'
  to.jobs.push({ due: now + afterMs, happening: { op, tradeNo } })
}

/** Whether nothing has changed that identifies an order (the "key data" of the docs). */
export function sameOrder(
  terms: OrderTerms,
  existing: Order,
  { pid, options }: Pick<Records, 'pid' | 'options'>,
): boolean {
  return (
    terms.totalFen === existing.totalFen &&
    (terms.currency ?? 'CNY') === (existing.currency ?? 'CNY') &&
    terms.subject === existing.subject &&
    (terms.sellerId ?? pid) === existing.sellerId &&
    (!options.timeoutIsKeyData || terms.asksTime === existing.asksTime)
  )
}

export const created = (trade: Trade): Event => ({ name: 'TradeCreated', trade })
export const paidEvent = (trade: Trade): Event => ({ name: 'TradePaid', trade })

/** What stands against an order whatever its terms: its number has been used up. */
export function refuseNumber({ trade, tombstone, options }: Records): Refusal | undefined {
  if (trade && isPaid(trade)) return 'TradeAlreadyPaid'
  if (trade?.status === 'TRADE_CLOSED') return closedRefusal(trade)
  return !trade && tombstone && options.tombstone ? 'TradeAlreadyCancelled' : undefined
}

/** How a closed trade stands in the way of another payment. */
export const closedRefusal = ({ closedBy }: Pick<Trade, 'closedBy'>): Refusal =>
  closedBy === 'cancel' ? 'TradeAlreadyCancelled' : 'TradeAlreadyClosed'

const MAX_TOTAL_FEN = 10_000_000_000
const MAX_GOODS = 150

/** What is wrong with an order whatever else is known of it. */
export function refuseTerms(
  terms: Omit<OrderTerms, 'via' | 'appId' | 'pid'>,
  { pid, options }: Pick<Records, 'pid' | 'options'>,
  now: Instant,
): Refusal | undefined {
  if (options.strictNumbers && !/^\w+$/.test(terms.outTradeNo)) return 'NumberMalformed'
  if (options.strictSubjects && /[/=&]/.test(terms.subject)) return 'SubjectMalformed'
  if (terms.totalFen < 1 || terms.totalFen > MAX_TOTAL_FEN) return 'TotalOutOfRange'
  if ((terms.goods?.length ?? 0) > MAX_GOODS) return 'TooManyGoods'
  const { settledFen = terms.totalFen, currencies = [] } = terms
  if (settledFen !== terms.totalFen) return 'SettlementWrong'
  if (currencies.some((one) => one !== 'CNY')) return 'CurrencyNotSupported'
  const { sellerId = pid } = terms
  if (sellerId !== pid && !options.sellerIds.includes(sellerId)) return 'ReceiverNotAllowed'
  const { expiresAt } = terms
  if (expiresAt === undefined) return undefined
  if (expiresAt > now + longestWaitMs(options)) return 'TimeTooLong'
  return expiresAt <= now ? 'AlreadyExpired' : undefined
}

/** What an order keeps as the merchant said it; the compiler asks for every field. */
const KEPT: Record<keyof Omit<Order, 'product' | 'sellerId' | 'expiresAt'>, true> = {
  via: true,
  appId: true,
  authAppId: true,
  pid: true,
  outTradeNo: true,
  totalFen: true,
  currency: true,
  conversion: true,
  subject: true,
  body: true,
  notifyUrl: true,
  charset: true,
  passbackParams: true,
  storeId: true,
  terminalId: true,
  discountableFen: true,
  undiscountableFen: true,
  goods: true,
  channels: true,
  providerId: true,
  shows: true,
  signType: true,
  asksTime: true,
  kept: true,
  forBuyer: true,
}

/** Fills in what the order left open. */
export function toOrder(
  terms: OrderTerms,
  product: Order['product'],
  options: Options,
  now: Instant,
): Order {
  const kept = Object.fromEntries(Object.entries(terms).filter(([name]) => name in KEPT))
  return {
    ...(kept as Pick<Order, keyof typeof KEPT>),
    product,
    sellerId: terms.sellerId ?? terms.pid,
    expiresAt: terms.expiresAt ?? now + Math.min(options.orderTimeoutMs, longestWaitMs(options)),
  }
}
