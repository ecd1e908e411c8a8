// What a notification says of an order, in no gateway's words. Faults change it; a protocol writes it
// down, as it does with replies.
import type { NotificationText } from '../journal/notification-entry.ts'
import type { Buyer } from '../trade/buyer.ts'
import type { RefundBatch } from '../trade/refund-batch.ts'
import type { Refund, Trade } from '../trade/trade.ts'
import type { Charset } from '../values/charset.ts'
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import type { Signing } from './signing.ts'
import type { Token } from './tokens.ts'

export interface NotificationContent {
  notifyId: string
  notifyAt: Instant
  /** Where it goes; some families sign that too. */
  url: string
  /** One of a trade's states, or one that nobody knows. */
  state: string
  orderNo: string
  tradeNo: string
  totalFen: Fen
  /** ISO 4217; CNY when absent. `totalFen` counts the smallest units of it. */
  currency?: string
  appId: string
  /** For whom the app acts, where that is another. */
  authAppId: string
  /** The token under which it does so now. */
  agentToken?: string
  sellerId: string
  sellerEmail: string
  /** Set where it tells of a payment. */
  paidAt?: Instant
  closedAt?: Instant
  /** Set where it tells of a refund. */
  refund?: RefundNews
  /** Set where it tells of a token that a merchant gave, and of no order. */
  token?: Token
  /** Set where it tells why a call was refused, and of no order: fields of a form. */
  failure?: Record<string, string>
  /** Set where it tells what became of a batch of refunds, and of no order. */
  batch?: RefundBatch
  subject: string
  body?: string
  /** What the merchant gave along with the order. */
  passback?: string
  charset: Charset
  /** The algorithm that it names, in the words of its protocol; the order's own when absent. */
  signAs?: string
  members?: OtherMembers
  /** Everything else there is to tell of the trade. */
  trade: Trade
  buyer: Buyer
}

export interface RefundNews {
  at: Instant
  /** Everything that has gone back of this trade so far. */
  refundedFen: Fen
  /** The number of the refund. */
  number: string
  /** The refund in the books; absent where it is made up. */
  made?: Refund
}

/** Members of the message by the names that its protocol gives them. */
export interface OtherMembers {
  add: Record<string, string>
  leaveOut: readonly string[]
  empty: readonly string[]
}

/** A notification composed, and not yet signed. */
export interface UnsignedNotification {
  /** What it says, for the journal. */
  text: NotificationText
  signing: Signing
  /** Under a signature of `signing.bytes`, under one that a forger made, or under none. */
  finish(signature: string | undefined): { headers: Record<string, string>; body: string }
}

/** A notification as it went out, for whoever catches it and sends it again. */
export interface CaughtNotification {
  notifyId: string
  text: NotificationText
  headers: Record<string, string>
  body: string
}

/** What a forger changes of a message after he has a signature for it. */
export interface Forgery {
  totalFen?: Fen
  signAs?: string
}
