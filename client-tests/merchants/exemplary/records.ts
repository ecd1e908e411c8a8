// What the shop writes down. Everything a restart needs is here; nothing lives only in memory.

/** What the shop believes about one payment attempt. */
export type Belief = 'PENDING' | 'PAID' | 'UNPAID' | 'REVERSED' | 'UNKNOWN' | 'ESCALATED'

/** The work an attempt still needs. Stored before the call it announces, so that a restart goes on from it. */
export type Step =
  | 'PAYING' // alipay.trade.pay is about to be sent, or was
  | 'ASKING' // the outcome of pay is unknown: query, perhaps pay again with the same parameters
  | 'POLLING' // the buyer is typing the password
  | 'PRECREATING'
  | 'SHOWING' // the QR is on the display, or the browser at the gateway's pages
  | 'CANCELLING'
  | 'QUEUED' // the cancel did not get through for a minute; its queue tries on while people are told
  | 'WATCHING' // cancelled before anybody scanned; looked at once more when the QR has expired
  | 'CONFIRMING' // a success came after the end: ask the gateway before believing it
  | 'ENDED'

/** `entry`: the buyer scans the code on the counter, and the wallet asks the shop for the order. */
export type SaleKind = 'barcode' | 'qr' | 'web' | 'entry'

export interface Attempt {
  outTradeNo: string
  saleId: string
  kind: SaleKind
  amountFen: number
  /** Who is to receive the money. */
  sellerId: string
  terminalId: string
  /** biz_content of pay or precreate, kept so that a repetition is equal byte for byte. */
  order: Record<string, unknown>
  step: Step
  belief: Belief
  openedAt: number
  /** How often pay or precreate was started, and when last. */
  sent: number
  sentAt: number
  /** The gateway's own number, where the shop needs it. */
  gatewayNo?: string
  /** How often the page that leads to the gateway was opened. */
  opened?: number
  /** How often it was asked what became of it. */
  asked?: number
  /** Since when the outcome has been unknown without a break. */
  troubleSince?: number
  pendingSince?: number
  cancelSince?: number
  expiresAt?: number
  /** A repeated pay was refused; the first one may still be on its way. */
  repayRefused?: boolean
  /** The cashier wants this attempt ended: for good, or to make room for another. */
  wish?: 'void' | 'pay-again'
  ending?: 'FAILED' | 'CANCELLED'
  qrCode?: string
  /** Where the buyer's browser goes to pay. */
  payUrl?: string
  notifyIds: string[]
  /** What the screen says while the outcome is open, where that is not PENDING. */
  shown?: Belief
  /** When the buyer paid, in the gateway's words: yyyy-MM-dd HH:mm:ss. */
  paidAt?: string
}

export interface Effect {
  type: 'PAID' | 'REVERSED' | 'REFUNDED'
  amountFen: number
  at: number
}

export interface Item {
  goodsId: string
  priceFen: number
  quantity: number
}

/** What the cashier asked for; the same for every attempt of the sale. */
export interface SaleRequest {
  saleId: string
  kind: SaleKind
  amountFen: number
  /** ISO 4217; yuan when it is not said. */
  currency?: string
  subject: string
  authCode?: string
  items: Item[]
  /** Another account than the usual one. */
  sellerId?: string
  storeId?: string
  terminalId?: string
  expiryS: number
  /** The part of the amount that joins the gateway's discounts. */
  discountFen?: number
  /** The account from which the customer says they will pay. */
  payer?: string
}

export type Prompt = 'NONE' | 'WAIT' | 'PAID' | 'CANCELLED' | 'CANCEL_PENDING' | 'FAILED'

export interface Sale extends SaleRequest {
  openedAt: number
  attempts: string[]
  effects: Effect[]
  refundedFen: number
  refundable: boolean
  voided: boolean
  /** The customer is to pay again as soon as the earlier attempt has ended unpaid. */
  payAgain?: { authCode?: string }
}

/** What an answer to a refund means. */
export type RefundOutcome = 'done' | 'replayed' | 'unknown' | 'later' | 'failed'

export interface Refund {
  refundId: string
  saleId: string
  outTradeNo: string
  /** One intent, one number, for ever (000:L7-9, 004:L197-198). */
  outRequestNo: string
  amountFen: number
  status: 'PENDING' | 'REFUNDED' | 'FAILED' | 'ESCALATED'
  tries: number
  troubleSince?: number
  /** What the last answer meant. */
  lastOutcome?: RefundOutcome
  /** What people asked for together, as they call it. */
  batchId?: string
  /** Gives back a second payment of the same sale, which the sale's books never counted. */
  ofDuplicate?: boolean
  /** yyyy-MM-dd HH:mm:ss, the gateway's where it told. */
  doneAt?: string
}

/** Under which a service provider acts for a merchant; the latest last. */
export interface AgentTokens {
  merchantId: string
  tokens: string[]
}

/** Refunds that were sent to the old gateway together, and the text in which they went. */
export interface Batch {
  batchNo: string
  /** yyyy-MM-dd HH:mm:ss */
  refundDate: string
  /** How many items it says it has. */
  declared: number
  detail: string
  refundIds: readonly string[]
  /** `sent`: without an answer so far; `done`: the gateway has told of each item. */
  state: 'sent' | 'accepted' | 'refused' | 'done'
  tries: number
}

/** Something the people who run the shop must hear of. */
export interface Alert {
  kind: 'INVALID_PARAMETER' | 'SUCCESS_RATE' | 'RECONCILIATION'
  about: string
  at: number
}

/** What a terminal tells of one payment call. */
export interface PayReport {
  outTradeNo: string
  /** Which call of this number it was. */
  nth: number
  terminalId: string
  costMs: number
  state: 'S' | 'I' | 'F' | 'X' | 'C'
  failure?: string
}

export interface ManualItem {
  attempt: string
  saleId: string
  refundId?: string
  op: 'PAY' | 'QUERY' | 'CANCEL' | 'REFUND'
  reason: string
  at: number
}
