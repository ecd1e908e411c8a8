// What goes into a decision and what comes out of it.
import type { TradeStatus } from '../journal/entry.ts'
import type { FundChannel } from '../options/funding.ts'
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import type { Draw } from '../values/random.ts'
import type { Buyer, BuyerBehaviour, NamedBuyer, PaymentCode } from './buyer.ts'
import type { BankRefund } from './bank-refund.ts'
import type { Failure, Refusal, Unknown } from '../journal/reasons.ts'
import type {
  CashierProduct,
  CashierTerms,
  Order,
  PendingOrder,
  Posting,
  Refund,
  Settlement,
  Trade,
} from './trade.ts'
import type { Options } from '../options/options.ts'
import type { AcceptBatch, AskBatch, ChangedItem, FoundItem, RefundBatch } from './refund-batch.ts'
import type { Ways } from './ways.ts'

/** Draws the gateway's number of a new trade. */
export type DrawTradeNo = (draw: Draw, buyerId: string | undefined, now: Instant) => string

/** Names a trade the way merchants do: either number, `tradeNo` first when both are given. */
export interface TradeKey {
  pid: string
  tradeNo?: string
  outTradeNo?: string
  /** The protocol it came through, where its family has ways of its own. */
  via?: string
}

export type OrderTerms = Omit<Order, 'expiresAt' | 'product' | 'sellerId'> & {
  sellerId?: string
  /** From the order itself; the default of the product otherwise. */
  expiresAt?: Instant
  /** Of settle_info: what is to be settled, which is the whole. */
  settledFen?: Fen
  /** trans_currency and settle_currency. */
  currencies?: readonly string[]
}

export interface Pay extends OrderTerms {
  op: 'PAY'
  /** `bar_code`, `security_code` (a face) or `wave_code`. */
  scene?: string
  authCode?: string
}
export interface Precreate extends OrderTerms {
  op: 'PRECREATE'
  /** When the code itself dies; never later than the QR lifetime of the options. */
  qrExpiresAt?: Instant
  /** code_type: a text to paste into the wallet, beside the QR code. */
  wantsShareCode?: boolean
}
export interface OpenCashier extends OrderTerms {
  op: 'CASHIER'
  product: CashierProduct
  productCode: string
  cashier: CashierTerms
  /** Who alone shall pay it, by one of the two; absent: whoever comes. */
  buyer?: NamedBuyer
}
export interface Create extends OrderTerms {
  op: 'CREATE'
  /** Whom the order is for, by one of the three. */
  buyer: NamedBuyer
}
export interface Query extends TradeKey {
  op: 'QUERY'
  shows?: readonly string[]
}
export interface Cancel extends TradeKey {
  op: 'CANCEL'
}
export interface Close extends TradeKey {
  op: 'CLOSE'
}
export interface AskRefund extends TradeKey {
  op: 'REFUND'
  amountFen: Fen
  outRequestNo?: string
  reason?: string
  currency?: string
  /** What the merchant says the order came to, where its gateway asks for that. */
  ofTotalFen?: Fen
  /** Where this refund is to be told, whatever the order says. */
  notifyUrl?: string
  /** How long it takes until its result is told. */
  takesMs?: number
  /** What sharers give back, for products that do not do it by themselves. */
  returns?: readonly AskedReturn[]
  shows?: readonly string[]
}
export interface AskedReturn {
  transOut: string
  /** The seller, when nobody is named. */
  transIn?: string
  amountFen: Fen
}
export interface QueryRefund extends TradeKey {
  op: 'REFQUERY'
  /** Without a number: all refunds of the trade. With it alone, the trade is found by the refund. */
  outRequestNo?: string
  /** Which of its trade it is, from 1, for whoever knows it by the gateway’s number of it. */
  nth?: number
  shows?: readonly string[]
}
export interface SettleOrder extends TradeKey {
  op: 'SETTLE'
  outRequestNo: string
  royalties: readonly AskedShare[]
  isLast: boolean
}
/** So much, or so many hundredths of what the seller received; from the seller, or from another. */
export type AskedShare = { transIn: string; transOut?: string } & (
  | { amountFen: Fen }
  | { percent: number }
)
export interface SyncOrder extends TradeKey {
  op: 'SYNC'
  outRequestNo: string
  status: string
}

/** What a merchant can call, through whatever protocol. */
export type Call =
  | Pay
  | Precreate
  | Create
  | OpenCashier
  | Query
  | Cancel
  | Close
  | AskRefund
  | QueryRefund
  | AskBatch
  | SettleOrder
  | SyncOrder

/** What a buyer does, and what time does. */
export type TimedEvent =
  | { op: 'scan'; qrCode: string; buyerId: string; habit: BuyerBehaviour }
  /** In the cashier; the order is named by its code there too. */
  | { op: 'confirm'; qrCode: string; buyerId: string; habit: BuyerBehaviour }
  /** `channel`: what the buyer picked in the cashier, before the balance fills up. */
  | { op: 'buyer-pays'; tradeNo: string; channel?: FundChannel }
  | { op: 'buyer-closes'; tradeNo: string }
  /** A complaint freezes a paid trade until it is settled. */
  | { op: 'freeze'; tradeNo: string }
  | { op: 'thaw'; tradeNo: string }
  | { op: 'expire'; tradeNo: string }
  | { op: 'finish'; tradeNo: string }
  | { op: 'charge-fee'; tradeNo: string }
  | { op: 'refund-item'; pid: string; batchNo: string; tradeNo: string; place: number }

export type Command = Call | TimedEvent | AcceptBatch

/** Everything a command may look at, loaded before it decides. */
export interface Records {
  options: Options
  ways: Ways
  /** How the order's gateway numbers its trades; as openapi does when absent. */
  drawTradeNo?: DrawTradeNo
  /** How many payments without a password the buyer has made on the day of now. */
  freePayments?: number
  /** The contract's own receiving account. */
  pid: string
  trade?: Trade
  /** The unscanned QR order of this number (or of this code, for a scan). */
  order?: PendingOrder
  /** Whom an order of the cashier names to pay it, merchants among them; absent where it names nobody known. */
  named?: string
  /** True when a cancel has blocked the number before any trade came. */
  tombstone: boolean
  code?: PaymentCode
  buyer?: Buyer
  buyerBalanceFen: Fen
  sellerBalanceFen: Fen
  refunds: readonly Refund[]
  /** The batch of refunds of this number, or one of its items. */
  batch?: RefundBatch
  batchItem?: FoundItem
  /** A refund of this number has been made of another trade, where numbers are the merchant’s. */
  isNumberElsewhere?: boolean
  /** Whom a settlement may name, and whom a refund may take shares back from. */
  knownAccounts: readonly KnownAccount[]
}

/** Somebody's account in the ledger, found by user id or logon id. */
export interface KnownAccount {
  named: string
  account: string
  balanceFen: Fen
}

/** The books after the command, and what to wake up for. */
export interface Changes {
  trade?: Trade
  order?: PendingOrder
  code?: PaymentCode
  refund?: Refund
  batch?: RefundBatch
  batchItem?: ChangedItem
  tombstone?: { pid: string; outTradeNo: string }
  /** Set where the buyer has paid without a password and such payments are counted. */
  freePayment?: { buyerId: string; at: Instant }
  postings: Posting[]
  jobs: { due: Instant; happening: TimedEvent }[]
}

export type Event =
  | { name: 'TradeCreated' | 'TradePaid' | 'TradeClosed' | 'TradeFinished'; trade: Trade }
  | { name: 'RefundMade'; trade: Trade; refund: Refund }

/** What is answered. A fault may put another in its place, which is why `unknown` is one. */
export type Outcome =
  | { kind: 'paid'; trade: Trade; buyer: Buyer; hidesFunds?: boolean }
  | { kind: 'waiting'; trade: Trade; buyer: Buyer }
  | { kind: 'closed'; trade: Trade; buyer: Buyer }
  | {
      kind: 'state'
      trade: Trade
      buyer: Buyer
      shown: TradeStatus
      shows?: readonly string[]
      isBare?: boolean
      /** fund_bill_list is told only to those who ask. */
      hidesFunds?: boolean
      /** What has gone back of it, oldest first. */
      refunds?: readonly Refund[]
    }
  | { kind: 'created'; trade: Trade }
  /** With its trade where one waits from the start. */
  | { kind: 'qr'; order: PendingOrder; waiting?: Trade; withShareCode?: boolean }
  | { kind: 'cashier'; order: PendingOrder }
  | {
      kind: 'cancelled'
      outTradeNo?: string
      tradeNo?: string
      action?: 'close' | 'refund'
      retryFlag: 'Y' | 'N'
      /** When that was, in the answers to repetitions too. */
      at?: Instant
    }
  | {
      kind: 'refunded'
      trade: Trade
      buyer: Buyer
      refund: Refund
      moved: boolean
      shows?: readonly string[]
      /** Set when a bank takes part of it. */
      bank?: BankRefund
    }
  | {
      kind: 'refund-state'
      trade: Trade
      refund?: Refund
      /** All refunds of the trade, where no number was named. */
      all?: readonly { refund: Refund; bank?: BankRefund }[]
      shows?: readonly string[]
      bank?: BankRefund
    }
  /** Accepted, or waiting for a password. */
  | { kind: 'batch'; batch: RefundBatch }
  | { kind: 'settled'; trade: Trade; settlement: Settlement }
  | { kind: 'synced'; trade: Trade; buyer?: Buyer }
  | { kind: 'refused'; refusal: Refusal; outTradeNo?: string }
  /** A business failure that has no state behind it: a fault says so. */
  | { kind: 'failed'; reason: Failure; outTradeNo?: string }
  /** The same by the name that a gateway's documentation gives it, and its reason for the other gateways. */
  | { kind: 'documented'; name: string; reason?: Failure; outTradeNo?: string }
  /** `asFailure`: in the shape of a failure, as some gateways put it. */
  | { kind: 'unknown'; reason: Unknown; asFailure?: boolean; outTradeNo?: string }
  | { kind: 'happened' }

export interface Decision {
  outcome: Outcome
  changes: Changes
  events: Event[]
}

export type Decide<C> = (command: C, records: Records, now: Instant, draw: Draw) => Decision

export const unchanged = (): Changes => ({ postings: [], jobs: [] })

export function refuse(refusal: Refusal, outTradeNo?: string): Decision {
  return { outcome: { kind: 'refused', refusal, outTradeNo }, changes: unchanged(), events: [] }
}

export function answer(outcome: Outcome): Decision {
  return { outcome, changes: unchanged(), events: [] }
}
