// The messages that faults bend, one shape a stage.
import type { Op, TradeStatus } from '../journal/entry.ts'
import type { Forgery, NotificationContent } from '../protocols/notification.ts'
import type { Signing } from '../protocols/signing.ts'
import type { HttpReply } from '../protocols/wire.ts'
import type { Buyer } from '../trade/buyer.ts'
import type { Outcome } from '../trade/decision.ts'
import type { Trade } from '../trade/trade.ts'
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'

/** A trade and whose it is. */
export interface Found {
  trade: Trade
  buyer: Buyer
}

/** What a fault may look up. It reads; nothing here writes. */
export interface Books {
  /** The trade that the call is about. */
  own(): Found | undefined
  /** Another trade of the same merchant: the one of this number, or the latest (in this state). */
  other(wanted: { outTradeNo?: string; status?: TradeStatus }): Found | undefined
}

/** A call that has not been decided yet. */
export interface CallMessage {
  stage: 'call'
  op: Op
  outTradeNo?: string
  /** Of a refund: its own number, and how much it asks back. */
  outRequestNo?: string
  amountFen?: Fen
  /** Of a batch of refunds: how many items it has. */
  batchSize?: number
  now: Instant
  books: Books
}

/** A decided call, before its reply is written and signed. */
export interface OutcomeMessage {
  stage: 'outcome'
  op: Op
  outcome: Outcome
  now: Instant
  books: Books
}

/** A signed reply, about to leave. */
export interface AnswerMessage {
  stage: 'answer'
  op: Op
  reply: HttpReply
  /** Absent where the protocol signs nothing. */
  signature?: string
  /** The same reply under another signature, or under none. */
  resigned(signature: string | undefined): HttpReply
  /** What somebody who does not have the gateway's key would sign. */
  strangerSignature(): string
}

/** What a notification says, before it is signed. */
export interface NotificationMessage {
  stage: 'notification'
  content: NotificationContent
  attempt: number
  /** What has really been refunded last, if anything. */
  lastRefund?: { outRequestNo: string; totalFen: Fen }
  /** True while an earlier notification of this order is held back. */
  isAnotherHeld?: boolean
}

/** What a forger has at hand. */
export interface Forgeable {
  totalFen: Fen
  /** What is signed of the message, or of the same with something changed. */
  signing(change?: Forgery): Signing
  /** Has it signed by the gateway, or by somebody who does not have its key. */
  sign(signing: Signing, by: 'gateway' | 'stranger'): Promise<string>
  /** A signature of some other genuine notification, if there has been one. */
  stolenSignature: string | undefined
}

/** A signed notification, about to leave. */
export interface DeliveryMessage extends Forgeable {
  stage: 'delivery'
  attempt: number
  /** Its genuine signature. */
  signature: string | undefined
}

/** A buyer goes back to the merchant. */
export interface ReturnMessage extends Forgeable {
  stage: 'return'
  isPaid: boolean
}

export interface Messages {
  call: CallMessage
  outcome: OutcomeMessage
  answer: AnswerMessage
  notification: NotificationMessage
  delivery: DeliveryMessage
  return: ReturnMessage
}
