// A batch of refunds as it is kept: asked for whole, carried out item by item.
import type { Failure } from '../journal/reasons.ts'
import type { Charset } from '../values/charset.ts'
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'

export interface AskedItem {
  tradeNo: string
  amountFen: Fen
  reason?: string
}

export interface BatchItem extends AskedItem {
  /** `waiting`, `refunded`, or why it was not refunded. */
  state: 'waiting' | 'refunded' | Failure
  /** A fault has decided that it fails, and why. */
  fails?: Failure
}

/** What there is to say of it without its items, which may be a thousand. */
export interface BatchHead {
  via: string
  appId: string
  pid: string
  /** The merchant's number of it, unique among its batches. */
  batchNo: string
  /** How many items have not been tried yet. */
  left: number
  notifyUrl?: string
  /** Of the call; its notification is written in the same. */
  charset?: Charset
  /** What its family keeps of it, under names of its own. */
  kept?: Readonly<Record<string, string>>
  /** `asked`: the merchant has yet to type its payment password. */
  state: 'asked' | 'accepted' | 'done'
  /** Where the password is typed: the last part of the page's address. */
  code: string
  askedAt: Instant
  /** From the acceptance until its items are carried out. */
  takesMs: number
}

export interface RefundBatch extends BatchHead {
  items: readonly BatchItem[]
}

/** One item, and what there is of its batch besides. */
export interface FoundItem {
  head: BatchHead
  item: BatchItem
}

export interface ChangedItem extends FoundItem {
  place: number
}

/**
 * What the merchant is told of: a refund beyond the most that a trade may have is neither made nor told
 * (002:L88-89).
 */
export const toldItems = ({ items }: RefundBatch): readonly BatchItem[] =>
  items.filter(({ state }) => state !== 'TooManyRefunds')

/** Refunds of many trades under one number, accepted or refused together. */
export interface AskBatch {
  op: 'REFUND'
  via: string
  appId: string
  pid: string
  /** The account that the money comes from. */
  sellerId: string
  batchNo: string
  items: readonly AskedItem[]
  notifyUrl?: string
  charset?: Charset
  kept?: Readonly<Record<string, string>>
  takesMs: number
  /** The merchant types its payment password on a page before it is accepted. */
  asksPassword?: true
  /** What a fault has decided: which items fail, and why. */
  fails?: readonly { place: number; reason: Failure }[]
  /** It names no order by itself. */
  tradeNo?: undefined
  outTradeNo?: undefined
}

/** The merchant has typed the password. */
export interface AcceptBatch {
  op: 'accept-batch'
  pid: string
  batchNo: string
}
