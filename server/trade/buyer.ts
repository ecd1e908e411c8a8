// Buyers, their payment codes, and what they will do when asked to pay.
import type { Instant } from '../values/instant.ts'

export interface Buyer {
  buyerId: string
  /** A watermarked name: it must be plain that nobody is meant. */
  name: string
  logonId: string
  /** Absent in sandboxes of earlier versions. */
  phone?: string
  /** The name in the place of `buyerId`, where the sandbox names buyers so. */
  openId?: string
}

/** Whom a merchant means by an order, by one of the three. */
export interface NamedBuyer {
  id?: string
  openId?: string
  logonId?: string
}

/** Of a trade that waits, and that nobody has scanned yet. */
export const NOBODY: Buyer = { buyerId: '', name: '', logonId: '' }

/** A buyer's id as apps in open_id mode see it. */
export const openIdOf = (buyerId: string) => `0${BigInt(buyerId).toString(36).padStart(13, '0')}sim`

/** The buyer as merchants of this sandbox get to know it. */
export const introduce = (buyer: Buyer, { buyerOpenId }: { buyerOpenId: boolean }): Buyer =>
  buyerOpenId ? { ...buyer, openId: openIdOf(buyer.buyerId) } : buyer

/** What the owner of a payment code, or the person who scans, does next. */
export type BuyerBehaviour =
  | { pays: 'at-once' }
  /** Is asked for the password and types it this much later. */
  | { pays: 'after-password'; afterMs: number }
  /** May still tap "pay" this much later than a cancel has closed the trade, and is refused. */
  | { pays: 'never'; tapsAfterCancelMs?: number }
  /** Is asked for the password and closes the cashier: the trade closes. */
  | { pays: 'closes'; afterMs: number }
  /** Would pay, and Alipay's risk control does not let it happen. */
  | { pays: 'risk-refused' }

/** A payment code shown to a cashier. It works once, and for a short time. */
export interface PaymentCode {
  authCode: string
  buyerId: string
  habit: BuyerBehaviour
  expiresAt: Instant
  /** The trade that used it up, by its trade number. */
  usedBy?: string
}

/** The real sandbox masks all but the first three characters of a logon id. */
export function maskLogonId(logonId: string): string {
  const [name = '', domain = ''] = logonId.split('@')
  return `${name.slice(0, 3)}***@${domain}`
}
