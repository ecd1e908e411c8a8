// How the total of an order splits into the buyer's money, points and discounts, and how a refund
// unwinds it: the buyer's own money first, vouchers last. The channels always sum to the total.
import type { Fen } from '../values/money.ts'
import type { FundChannel, WalletPart } from '../options/funding.ts'
import type { Fund, Voucher, Split } from './channels.ts'
import { chargedFen, partOf } from './conversion.ts'
import type { Order, Trade } from './trade.ts'
import type { Options } from '../options/options.ts'

const OF_PLATFORM: readonly FundChannel[] = ['COUPON', 'DISCOUNT']
const OF_MERCHANT: readonly FundChannel[] = ['MCOUPON', 'MDISCOUNT']
/** Bought before, with an invoice of their own. */
const WITHOUT_INVOICE: readonly FundChannel[] = ['POINT', 'PCARD', 'MCARD']

/** What merchants write in enable_pay_channels and disable_pay_channels. */
const CODES: Record<FundChannel, readonly string[]> = {
  ALIPAYACCOUNT: ['balance'],
  FINANCEACCOUNT: ['moneyFund'],
  BANKCARD: ['bankPay', 'debitCardExpress', 'creditCard'],
  PCREDIT: ['pcredit', 'credit_group'],
  PCARD: ['pcard'],
  MCARD: ['mcard'],
  POINT: ['point'],
  COUPON: ['coupon', 'voucher'],
  DISCOUNT: ['promotion'],
  MCOUPON: ['coupon', 'voucher'],
  MDISCOUNT: ['promotion'],
}

const sum = (funds: readonly Fund[], of?: readonly FundChannel[]): Fen =>
  funds.reduce(
    (total, { channel, amountFen }) => (!of || of.includes(channel) ? total + amountFen : total),
    0,
  )

/** The split of a payment; `undefined` when no channel is left to pay with. */
export function splitPayment(order: Order, options: Options): Split | undefined {
  const vouchers = vouchersFor(order, options)
  const given = vouchers.flatMap(fundsOf)
  const funds: Fund[] = []
  let rest = order.totalFen - sum(given)
  const balance: WalletPart = { channel: 'ALIPAYACCOUNT', upToFen: order.totalFen }
  for (const { channel, upToFen, ...card } of [...options.wallet, balance]) {
    const amountFen = Math.min(rest, upToFen)
    if (amountFen <= 0 || !mayUse(order, channel)) continue
    funds.push({ channel, amountFen, ...card })
    rest -= amountFen
  }
  if (rest > 0) return undefined
  const byGiver = (of: readonly FundChannel[]) => given.filter((one) => of.includes(one.channel))
  return { funds: [...funds, ...byGiver(OF_PLATFORM), ...byGiver(OF_MERCHANT)], vouchers }
}

/** The channels a buyer may choose from; the balance is the last. */
export function channelsFor(order: Order, { wallet }: Options): FundChannel[] {
  const all = [...wallet.map(({ channel }) => channel), 'ALIPAYACCOUNT' as const]
  return all.filter((channel) => mayUse(order, channel))
}

/** The options for a buyer who picked one channel: the rest comes from the balance. */
export const picking = (options: Options, picked: FundChannel | undefined): Options =>
  picked === undefined
    ? options
    : { ...options, wallet: options.wallet.filter(({ channel }) => channel === picked) }

function mayUse({ channels }: Order, channel: FundChannel): boolean {
  const named = (codes: readonly string[]) => CODES[channel].some((code) => codes.includes(code))
  if (channels?.enabled) return named(channels.enabled)
  return !named(channels?.disabled ?? [])
}

/** Promotions in their order, each whole or not at all, within the discountable part. */
function vouchersFor(order: Order, { promotions, discountsNeedTerminal }: Options): Voucher[] {
  // Only a payment by code is certainly taken at a device.
  if (discountsNeedTerminal && order.product === 'barcode' && !order.terminalId) return []
  let rest = order.discountableFen ?? order.totalFen - (order.undiscountableFen ?? 0)
  const vouchers: Voucher[] = []
  for (const { id, name, kind, merchantFen, platformFen, goodsId } of promotions) {
    const voucher = { id, name, kind, merchantFen, platformFen, ...(goodsId && { goodsId }) }
    const amountFen = merchantFen + platformFen
    if (amountFen > Math.min(rest, mostFor(voucher, order))) continue
    if (!fundsOf(voucher).every(({ channel }) => mayUse(order, channel))) continue
    vouchers.push(voucher)
    rest -= amountFen
  }
  return vouchers
}

function mostFor({ kind, goodsId }: Voucher, { storeId, goods, totalFen }: Order): Fen {
  if (kind === 'discount') return totalFen
  if (kind === 'coupon') return /^[A-Za-z0-9]+$/.test(storeId ?? '') ? totalFen : 0
  return (goods ?? [])
    .filter((item) => item.goodsId === goodsId)
    .reduce((total, { priceFen, quantity }) => total + priceFen * quantity, 0)
}

function fundsOf({ kind, platformFen, merchantFen }: Voucher): Fund[] {
  const isCoupon = kind === 'coupon'
  const both: Fund[] = [
    { channel: isCoupon ? 'COUPON' : 'DISCOUNT', amountFen: platformFen },
    { channel: isCoupon ? 'MCOUPON' : 'MDISCOUNT', amountFen: merchantFen },
  ]
  return both.filter(({ amountFen }) => amountFen > 0)
}

type Paid = Pick<Trade, 'totalFen' | 'split'>

const splitOf = (trade: Paid): Split =>
  trade.split ?? {
    funds: [{ channel: 'ALIPAYACCOUNT', amountFen: trade.totalFen }],
    vouchers: [],
  }

/** Every amount that replies and notifications tell of a payment. */
export function amountsOf(trade: Paid) {
  const { funds, vouchers } = splitOf(trade)
  const merchantFen = sum(funds, OF_MERCHANT)
  const platformFen = sum(funds, OF_PLATFORM)
  const buyerPayFen = trade.totalFen - merchantFen - platformFen
  return {
    funds,
    vouchers,
    merchantFen,
    platformFen,
    buyerPayFen,
    /** The merchant's income before the fee. */
    receiptFen: trade.totalFen - merchantFen,
    pointFen: sum(funds, ['POINT']),
    invoiceFen: buyerPayFen - sum(funds, WITHOUT_INVOICE),
  }
}

/** The funds of a part of the total: what lies from one refunded sum to the next. */
function fundsBetween(trade: Paid, fromFen: Fen, toFen: Fen): Fund[] {
  const part: Fund[] = []
  let start = 0
  for (const { amountFen, ...source } of splitOf(trade).funds) {
    const taken = Math.min(toFen, start + amountFen) - Math.max(fromFen, start)
    if (taken > 0) part.push({ ...source, amountFen: taken })
    start += amountFen
  }
  return part
}

/** What has really moved: a merchant's own discount moves nothing. */
export function movedOf(trade: Trade): { paidFen: Fen; refundedFen: Fen } {
  const converted = partOf(trade, 0, trade.refundedFen)
  if (converted) {
    const paidFen = trade.paidAt === undefined ? 0 : chargedFen(trade)
    return { paidFen, refundedFen: converted.walletFen }
  }
  const back = fundsBetween(trade, 0, trade.refundedFen)
  return {
    paidFen: trade.paidAt === undefined ? 0 : amountsOf(trade).receiptFen,
    refundedFen: sum(back) - sum(back, OF_MERCHANT),
  }
}

export interface Back {
  funds: Fund[]
  /** To the buyer, and to Alipay's marketing; the merchant's own discount goes nowhere. */
  ownFen: Fen
  platformFen: Fen
  /** The part of the fee that Alipay gives back, pro rata. */
  feeFen: Fen
}

/** What a refund of `amountFen` moves. */
export function backFor(trade: Trade, amountFen: Fen): Back {
  const toFen = trade.refundedFen + amountFen
  const funds = fundsBetween(trade, trade.refundedFen, toFen)
  const platformFen = sum(funds, OF_PLATFORM)
  const ownFen = sum(funds) - platformFen - sum(funds, OF_MERCHANT)
  // What has not been taken does not come back.
  const feeFen = trade.isFeeDue ? 0 : (trade.feeFen ?? 0)
  const feeUpTo = (fen: Fen) => Math.round((feeFen * fen) / trade.totalFen)
  return { funds, ownFen, platformFen, feeFen: feeUpTo(toFen) - feeUpTo(trade.refundedFen) }
}

/** Rounded to the fen, half up. */
export const feeFor = (receiptFen: Fen, { feeRateBp }: Options): Fen =>
  Math.round((receiptFen * feeRateBp) / 10_000)
