// The records of the trade engine and the states a trade can be in. The engine is pure: a command,
// the records it needs and the time go in; a decision comes out (decide.ts). No wire names here.
import type { TradeStatus, Truth } from '../journal/entry.ts'
import type { Charset } from '../values/charset.ts'
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import type { Fund, Split } from './channels.ts'
import type { Refusal } from '../journal/reasons.ts'

/** Products whose buyer pays in Alipay's own cashier: on a page, a phone's page, or in the app. */
export type CashierProduct = 'page' | 'wap' | 'app'

/** How the buyer meets the order: shows a payment code, scans a code, is named by the
 * merchant, or enters a cashier. */
export type Product = 'barcode' | 'qr' | 'create' | CashierProduct

export const PRODUCTS = [
  'barcode',
  'qr',
  'create',
  'page',
  'wap',
  'app',
] as const satisfies readonly Product[]

/** What a merchant asks for when it opens an order. */
export interface Order {
  /** The protocol it came through, which its notifications will speak. */
  via: string
  appId: string
  /** The merchant's own app, where another's acts for it. */
  authAppId?: string
  /** The merchant that signed the contract; order numbers are unique within it. */
  pid: string
  /** The account that receives the money. */
  sellerId: string
  outTradeNo: string
  product: Product
  totalFen: Fen
  /** ISO 4217; CNY when absent. `totalFen` then counts the smallest units of this currency. */
  currency?: string
  /** Where the wallet pays, or the merchant gets, another currency than the order's. */
  conversion?: Conversion
  subject: string
  body?: string
  notifyUrl?: string
  /** Of the call that opened it; its notifications are written in the same. */
  charset?: Charset
  passbackParams?: string
  storeId?: string
  terminalId?: string
  /** The part of the total that discounts may touch, and the part that they may not. */
  discountableFen?: Fen
  undiscountableFen?: Fen
  goods?: readonly Goods[]
  /** enable_pay_channels and disable_pay_channels; never both. */
  channels?: { enabled?: readonly string[]; disabled?: readonly string[] }
  /** The service provider (sys_service_provider_id), which earns the rebate. */
  providerId?: string
  /** query_options: what replies tell beyond the usual. */
  shows?: readonly string[]
  /** How the order was signed, and so its notifications; RSA2 when nothing is said. */
  signType?: 'RSA' | 'RSA2'
  /** time_expire or timeout_express as it was sent. */
  asksTime?: string
  /** What its family of gateways keeps of it, under names of its own. */
  kept?: Readonly<Record<string, string>>
  /** Who alone may pay it, where the merchant has named somebody. */
  forBuyer?: string
  /** When an unpaid trade closes by itself. */
  expiresAt: Instant
}

export interface Goods {
  goodsId: string
  name: string
  quantity: number
  priceFen: Fen
}

/** What an order comes to on both sides, where wallet or merchant have another currency (conversion.ts). */
export interface Conversion {
  /** What the wallet is charged, in fen. */
  walletFen: Fen
  /** What the merchant is settled, in the smallest units of its currency. */
  settlementFen: Fen
  settlementCurrency: string
  /** CNY for one of the order's currency, and the order's currency for one of the merchant's. */
  walletPrice: number
  settlementPrice: number
}

/** A part of it, as a refund takes it back. */
export type ConvertedPart = Pick<Conversion, 'walletFen' | 'settlementFen'>

/** A QR order that nobody has scanned: not yet a trade, so queries do not find it. */
export interface PendingOrder extends Order {
  qrCode: string
  createdAt: Instant
  qrExpiresAt: Instant
  /** True once the code can no longer be paid: replaced, or voided by a tombstone. */
  dead: boolean
  /** How often the merchant has asked for it. */
  asked?: number
  /** Set for the products of the cashier. */
  cashier?: CashierTerms
}

export interface CashierTerms {
  /** Where the browser goes with the paid order, and where it goes when the buyer leaves. */
  returnUrl?: string
  quitUrl?: string
  /** wap, app: no clock runs before the buyer confirms; then this `timeout_express` counts. */
  fromConfirm?: { timeoutExpress?: string }
  /** page: how the code on it is to be framed, and how wide. */
  qrPayMode?: string
  qrWidthPx?: number
}

export interface Trade extends Order {
  tradeNo: string
  status: TradeStatus
  buyerId: string
  createdAt: Instant
  paidAt?: Instant
  closedAt?: Instant
  closedBy?: 'timeout' | 'close' | 'cancel' | 'refund' | 'decline'
  /** Why its buyer could not pay it, where that has closed it for good. */
  declined?: Refusal
  /** A complaint holds the money: neither refund nor cancel moves it. */
  isFrozen?: boolean
  /** What the cancel did, so that a repeated cancel gives the same answer (003:L39-40). */
  cancelled?: 'close' | 'refund'
  refundedFen: Fen
  /** What paid it, channel by channel; absent: all of it from the buyer's balance. */
  split?: Split
  /** What Alipay took for it, before refunds. */
  feeFen?: Fen
  /** It takes it at the end of the month, which has not come yet. */
  isFeeDue?: true
  settlements?: readonly Settlement[]
  /** orderinfo.sync: what the merchant said of its order, by out_request_no. */
  synced?: readonly { outRequestNo: string; status: string }[]
}

/** A sharing of a paid trade's money with others (alipay.trade.order.settle). */
export interface Settlement {
  outRequestNo: string
  settleNo: string
  royalties: readonly Royalty[]
  /** True when nothing more may be shared. */
  isLast: boolean
  /** What had been refunded by then: later refunds take the shares back in proportion. */
  refundedFen?: Fen
}

export interface Royalty {
  transIn: string
  /** Who makes it up (royalty_type `replenish`); absent: a share of the seller's. */
  transOut?: string
  amountFen: Fen
}

export interface Refund {
  tradeNo: string
  outRequestNo: string
  amountFen: Fen
  reason?: string
  at: Instant
  /** Which of its trade it is, from 1; absent for the refund of a cancel. */
  nth?: number
  /** True when the merchant gave no out_request_no of its own. */
  isUnnumbered?: boolean
  /** Where it is told, if the refund itself named an address. */
  notifyUrl?: string
  /** Where the money went; absent: all of it to the buyer's balance. */
  funds?: readonly Fund[]
  /** What those gave back with whom the trade was shared. */
  returned?: readonly Returned[]
  /** Of an order that was converted. */
  converted?: ConvertedPart
  /** Its result is not told before; absent: at once. */
  settlesAt?: Instant
}

export interface Returned {
  /** Who gives it back, as the settlement named them, and who gets it. */
  transOut: string
  transIn: string
  amountFen: Fen
}

/** One movement between two accounts; both sides are the same number, so money is conserved. */
export interface Posting {
  from: string
  to: string
  amountFen: Fen
  memo:
    | 'grant'
    | 'payment'
    | 'refund'
    | 'fee'
    | 'rebate'
    | 'royalty'
    | 'settlement'
    | 'withdrawal'
    | 'deposit'
  tradeNo?: string
}

export const buyerAccount = (buyerId: string) => `buyer:${buyerId}`
export const sellerAccount = (sellerId: string, currency?: string) =>
  accountIn(`seller:${sellerId}`, currency)
/** Whoever has money in several currencies has an account for each: `seller:2088…/USD`. */
export const accountIn = (account: string, currency = 'CNY') =>
  currency === 'CNY' ? account : `${account}/${currency}`
export const currencyOf = (account: string): string => account.split('/')[1] ?? 'CNY'
/** Alipay's own: what it earns by fees, and what it gives for discounts. */
export const FEE_ACCOUNT = 'alipay:fees'
export const MARKETING_ACCOUNT = 'alipay:marketing'

/**
 * The arcs a trade may take, and no other: waiting → paid or closed; paid → closed by a
 * full refund, or finished when its refund window ends.
 */
export const ARCS: Record<TradeStatus, readonly TradeStatus[]> = {
  WAIT_BUYER_PAY: ['TRADE_SUCCESS', 'TRADE_CLOSED'],
  TRADE_SUCCESS: ['TRADE_SUCCESS', 'TRADE_CLOSED', 'TRADE_FINISHED'],
  TRADE_CLOSED: [],
  TRADE_FINISHED: [],
}

/** Moves a trade along an arc; a move that is no arc is a bug, not a refusal. */
export function move(trade: Trade, status: TradeStatus, change: Partial<Trade> = {}): Trade {
  if (!ARCS[trade.status].includes(status)) {
    throw new Error(`trade ${trade.tradeNo} cannot go from ${trade.status} to ${status}`)
  }
  return { ...trade, ...change, status }
}

export const isPaid = (trade: Trade) =>
  trade.status === 'TRADE_SUCCESS' || trade.status === 'TRADE_FINISHED'

/** What the journal says of a trade after a commit. */
export function truthOf(trade: Trade): Truth {
  return {
    appId: trade.appId,
    outTradeNo: trade.outTradeNo,
    tradeNo: trade.tradeNo,
    status: trade.status,
    totalFen: trade.totalFen,
    ...(trade.currency && { currency: trade.currency }),
    paidFen: trade.paidAt === undefined ? 0 : trade.totalFen,
    refundedFen: trade.refundedFen,
    ...(trade.cancelled && { cancelled: trade.cancelled }),
  }
}
