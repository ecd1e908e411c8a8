// What is written down of a notification: each send, what a fault did to it, and the merchant's reply.
import type { Reason } from './reasons.ts'
import type { Wire } from './wire.ts'

/** What a fault did to a notification. */
export const BEND_KINDS = [
  /** Not signed by the gateway, or changed after it was signed. */
  'forged',
  'amount',
  'app',
  'seller',
  'order',
  'state',
  /** It tells of a refund. */
  'refund',
  /** What it says is true, and looks unlike what the merchant has seen so far. */
  'params',
  'text',
  /** The bytes of a genuine one, sent again. */
  'replay',
  /** Of an older journal, in words that nobody knows. */
  'other',
] as const

export type BendKind = (typeof BEND_KINDS)[number]

export interface Bend {
  kind: BendKind
  /** For people: `amount: 19.98`. */
  note: string
}

/** A notification as it was written, in words that every protocol shares; amounts unread. */
export interface NotificationText {
  state?: string
  orderNo?: string
  total?: string
  /** ISO 4217, where the message names one. */
  currency?: string
  sellerId?: string
  /** The number under which money went back. */
  refundNo?: string
  /** It tells that money went back: no payment, whatever its state. */
  ofRefund: boolean
  /** It tells what became of a batch of refunds: of no order by itself. */
  batch?: BatchText
  /** It tells why a call was refused: of no order, and of no payment. */
  ofFailure?: true
  /** It tells of a token that a merchant gave: of no order, and of no payment. */
  ofToken?: true
}

/** A batch as its notification tells of it; amounts unread. */
export interface BatchText {
  number: string
  items: readonly {
    tradeNo: string
    amount: string
    isRefunded: boolean
    code: string
    reason?: Reason
  }[]
}

/**
 * What a merchant's reply to a notification says, read by the protocol whose words it uses. `nearly`: meant as
 * an acknowledgement, and written in a way that does not count; `refused-somehow`: no plain refusal, but a
 * text that speaks of a failure.
 */
export const NOTIFICATION_ANSWERS = [
  'accepted',
  'nearly',
  'refused',
  'refused-somehow',
  'other',
] as const

export type NotificationAnswer = (typeof NOTIFICATION_ANSWERS)[number]

/** One send of one notification. `genuine` is false for what a fault made up or changed. */
export interface SendEntry {
  kind: 'send'
  /** The family of gateways that sent it; absent for what no gateway sent. */
  family?: string
  delivery: string
  notifyId: string
  attempt: number
  outTradeNo: string
  /** `trade_status` as it was sent, which a fault may have made one that nobody knows. */
  tradeStatus: string
  genuine: boolean
  /** Why it is not genuine; absent for one that was made up by hand and changed by no fault. */
  bend?: Bend
  /** What it says; absent where the journal does not tell. */
  text?: NotificationText
  wire: Wire
}

export interface ReplyEntry {
  kind: 'reply'
  delivery: string
  status?: number
  body?: string
  tookMs: number
  acknowledged: boolean
  /** It was an acknowledgement; a fault may have kept the gateway from hearing it. */
  accepted?: boolean
  /** Absent where nobody answered. */
  answer?: NotificationAnswer
  /** Why it will be sent again, or `acknowledged`. */
  why: string
}
