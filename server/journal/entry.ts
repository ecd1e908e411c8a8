// What the journal holds: plain, versioned JSON, append-only, the only thing the conformance suite
// reads. Entries name canonical operations and protocol-neutral results, so that one set of rules
// serves every gateway. Private keys, passwords and the control token never enter.
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import type { Explanation, Hint } from './explanation.ts'
import type { FaultKind } from './fault-kinds.ts'
import type { ReplyEntry, SendEntry } from './notification-entry.ts'
import type { Meaning, Reason } from './reasons.ts'
import type { SuiteEntry } from './suite-entry.ts'
import type { Wire } from './wire.ts'

export const SCHEMA_VERSION = 2

/** Canonical operations, the same for every protocol family. */
export const OPS = [
  'PAY',
  'PRECREATE',
  'CREATE',
  /** page.pay, wap.pay, app.pay: an order that waits in Alipay's own cashier. */
  'CASHIER',
  'QUERY',
  'CANCEL',
  'CLOSE',
  'REFUND',
  'REFQUERY',
  /** The link to a bill, and the bill itself. */
  'BILLURL',
  'BILLGET',
  'SETTLE',
  'SYNC',
  'NOTIFYVERIFY',
  'HEARTBEAT',
  'USERTOKEN',
  /** Who shows a payment code. */
  'CODEOWNER',
  /** The key of a gateway's own sandbox. */
  'SANDBOXKEY',
  'APPTOKEN',
  'CERTIFICATE',
  /** The time of a gateway, as a key against phishing. */
  'TIMESTAMP',
  /** Where a buyer agrees to something, the agreement, and its end. */
  'CONSULT',
  'CONSENT',
  'REVOKE',
  /** A till hands a case over to the support of the gateway. */
  'TICKET',
] as const
export type Op = (typeof OPS)[number]

/** What opens an order: calls that make a payment, and calls that only invite the buyer to one. */
const PAYING_OPS = ['PAY', 'CREATE'] as const satisfies readonly Op[]
export const INVITING_OPS = ['PRECREATE', 'CASHIER'] as const satisfies readonly Op[]
export const OPENING_OPS = [...PAYING_OPS, ...INVITING_OPS] as const

/** Whether an operation is one of a list; a request that named none is of no list. */
export function isOneOf<const T extends Op>(ops: readonly T[], op: Op | undefined): op is T {
  return ops.some((one) => one === op)
}

export const TRADE_STATUSES = [
  'WAIT_BUYER_PAY',
  'TRADE_SUCCESS',
  'TRADE_CLOSED',
  'TRADE_FINISHED',
] as const
export type TradeStatus = (typeof TRADE_STATUSES)[number]

/** Every entry carries its place and both clocks. */
export interface Stamp {
  schemaVersion: typeof SCHEMA_VERSION
  /** Position in this sandbox's journal, from 1, without gaps. */
  seq: number
  /** The gateway's clock, which a test may move. Windows are measured by it. */
  at: Instant
  /** Gateway time that really passed, in ms; clock jumps leave it alone. Gaps are measured by it. */
  elapsedMs: number
}

export interface CallIds {
  outTradeNo?: string
  tradeNo?: string
  authCode?: string
  outRequestNo?: string
}

/** One order of a call that names many. */
export interface CallPart {
  ids: CallIds
  amountFen?: Fen
}

/** What a reply says: its meaning in words that every protocol shares, and its own as evidence. */
export interface Result {
  /** False when the bytes were bent so that no client can read or trust them. */
  readable: boolean
  /** Written by the protocol; rules read this and never a code. */
  meaning?: Meaning
  reason?: Reason
  code?: string
  subCode?: string
  subMsg?: string
  tradeStatus?: TradeStatus
  tradeNo?: string
  retryFlag?: 'Y' | 'N'
  action?: 'close' | 'refund'
  fundChange?: 'Y' | 'N'
  refundFen?: Fen
}

/** One trade's money after a commit: the truth that beliefs are compared with. */
export interface Truth {
  appId: string
  outTradeNo: string
  tradeNo: string
  status: TradeStatus
  totalFen: Fen
  /** ISO 4217; CNY when absent. The sums count the smallest units of this currency. */
  currency?: string
  /** What the buyer has paid; 0 while waiting and when closed unpaid. */
  paidFen: Fen
  refundedFen: Fen
  /** Set when a cancel closed or refunded the trade. */
  cancelled?: 'close' | 'refund'
}

/** A request arrived whole. */
export interface RequestEntry {
  kind: 'request'
  exchange: string
  protocol: string
  /** The family of gateways that was called; absent for what none of them takes, such as a bill's link. */
  family?: string
  /** Absent when the request was refused before an operation could be made out. */
  op?: Op
  method?: string
  appId?: string
  ids: CallIds
  /** PAY, PRECREATE: the order's amount. REFUND: the amount asked back. */
  amountFen?: Fen
  /** Of that amount, ISO 4217; CNY when absent. */
  currency?: string
  /** Of a call that names many orders (a batch of refunds): each of them. */
  parts?: readonly CallPart[]
  /** Of a batch of refunds: its number, how many items it says it has, and whose money it names; unread. */
  batch?: { number?: string; declared?: string; payee?: OrderText['payee'] }
  /** Digest of the business parameters: equal payloads have equal fingerprints. */
  fingerprint?: string
  /** `RSA2` or `RSA`, as declared. */
  signType?: string
  /** Of what opens an order: what it says, also where it was refused for saying it. */
  order?: OrderText
  wire: Wire
}

/**
 * An order as it was written, in words that every protocol shares; amounts unread, in yuan, or where the family names
 * a currency in its smallest units.
 */
export interface OrderText {
  outTradeNo?: string
  total?: string
  discountable?: string
  undiscountable?: string
  subject?: string
  storeId?: string
  terminalId?: string
  /** The service provider who earns from it. */
  providerId?: string
  /** A time limit of its own, relative or absolute. */
  expires?: string
  notifyUrl?: string
  /** Who shall get the money, and who alone shall pay it, where the order names them. */
  payee?: { by: 'id' | 'account-name' | 'email'; named: string }
  payer?: string
  /** What shall come back with the news of it. */
  passback?: string
  goods?: { id: string; price: string; quantity: string }[]
}

/** The books changed (or were read): one transaction. */
export interface CommitEntry {
  kind: 'commit'
  /** Absent when time or a buyer caused it. */
  exchange?: string
  /** `PAY`, `expire`, `buyer-pays`, … */
  cause: string
  /** What happened, by name: `TradeCreated`, `TradePaid`, `RefundMade`, `TradeClosed`, … */
  events: string[]
  truth?: Truth
  /** The ledger's part of it, absent when no money moved; the legs sum to 0. */
  ledger?: LedgerLeg[]
}

/** What one account gained or lost by a commit. */
export interface LedgerLeg {
  /** `buyer:2088…`, `seller:2088…`, `alipay:fees`, `bank:…` */
  account: string
  deltaFen: Fen
  /** `payment`, `refund`, `fee`, … */
  memo: string
}

/** The reply as computed, before the wire had its way with it. */
export interface AnswerEntry {
  kind: 'answer'
  exchange: string
  result: Result
  /** `whole`, `cut`, `reset`, `fin`, `hang`: how the gateway let it travel. */
  travel: string
  wire?: Wire
  /** Set when a signature was refused. */
  explained?: Explanation
  /** What the reply does not say: why a code was bad, which certificate was wrong. */
  hints?: readonly Hint[]
}

/** The exchange is over. Its stamp is the moment at which the client could know the outcome. */
export interface EndEntry {
  kind: 'end'
  exchange: string
  /** Who ended it: the gateway (reply delivered, or our reset) or the client (hung up first). */
  by: 'gateway' | 'client'
  /** True when the whole computed reply reached the wire. */
  whole: boolean
  deliveredBytes: number
}

export interface FaultEntry {
  kind: 'fault'
  rule: string
  /** The fault's name, and its number in the catalogue where it has one: `unknown`, `F02`. For people. */
  fault: string
  catalogueId: string
  /** What it did, where rules or drives must know. */
  faultKind?: FaultKind
  stage: 'call' | 'outcome' | 'answer' | 'notification' | 'delivery' | 'return'
  exchange?: string
  delivery?: string
  outTradeNo?: string
  /** An outage: how long nobody reached the gateway, in gateway time. */
  forMs?: number
  note: string
}

export interface BuyerEntry {
  kind: 'buyer'
  act:
    | 'code-issued'
    | 'scanned'
    | 'confirmed'
    | 'paid'
    | 'refused'
    | 'closed-cashier'
    | 'left-cashier'
    | 'claimed-paid'
    | 'complained'
    | 'settled-complaint'
    /** A merchant has typed its payment password for a batch of refunds. */
    | 'batch-accepted'
  buyerId: string
  authCode?: string
  outTradeNo?: string
  note?: string
}

export interface ClockEntry {
  kind: 'clock'
  act: string
  from: Instant
  to: Instant
}

export type EntryBody =
  | RequestEntry
  | CommitEntry
  | AnswerEntry
  | EndEntry
  | FaultEntry
  | BuyerEntry
  | SendEntry
  | ReplyEntry
  | ClockEntry
  | SuiteEntry

export type Entry = Stamp & EntryBody
export type EntryOf<K extends EntryBody['kind']> = Extract<Entry, { kind: K }>
