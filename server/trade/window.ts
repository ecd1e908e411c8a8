// Time limits and switches of one sandbox. Where sources disagree the default follows the current
// public documentation, and the other reading is an option (docs/options.md lists them).
import {
  addChinaMonths,
  DAY,
  HOUR,
  MINUTE,
  nextChinaMidnight,
  SECOND,
  type Instant,
} from '../values/instant.ts'
import type { TradeStatus } from '../journal/entry.ts'
import type { Charset } from '../values/charset.ts'
import type { Fen } from '../values/money.ts'
import type { Promotion, WalletPart } from './channels.ts'

export interface Policy {
  /** Above this a payment needs the password (003:L20; the real sandbox: 2000 yuan). */
  passwordAboveFen: Fen
  /** How long a willing buyer takes to type it. */
  passwordTypingMs: number
  /** Alipay documents only "short-lived". */
  authCodeLifetimeMs: number
  /** Unpaid trades close after this unless the order says otherwise. */
  orderTimeoutMs: number
  /** The same for page, wap and app orders. */
  cashierTimeoutMs: number
  /** The longest life of a QR code, whatever the order says. */
  qrLifetimeMs: number
  /** 24 hours (000:L34; 004:L74) or the same China-time day (003:L30). */
  cancelWindow: '24h' | 'same-day'
  /** 12 months now; 90 days in older contracts (003:L31). */
  refundWindow: '12-months' | '90d'
  /** A cancel of a number the gateway has not seen blocks it, and kills an unscanned QR code. */
  tombstone: boolean
  /** Notify payments by payment code too (current docs), or only QR payments (003:L21). */
  barcodeNotify: boolean
  /** A day without a trade has no bill, or one without rows (newer accounts). */
  emptyBill: 'refused' | 'file'
  /** The charset of a v2 request that names none anywhere. */
  unsaidCharset: Charset
  /** The oldest timestamp that a v3 request may bear (open-v3/054q58). */
  v3TimestampAgeMs: number
  /** An app may use a nonce but once in v3 ("may be refused": open-v3/054q58). */
  v3NonceOnce: boolean
  /** The HTTP status of a bad v3 signature: 400 (054fcv) or 401 (054q58). */
  v3BadSignatureStatus: '400' | '401'
  /** The states that are told; the product's own table unless the contract says otherwise. */
  notifyStates: 'by-product' | readonly TradeStatus[]
  /** Sends that follow a failed first one at once, before the gaps: 3 in documentation of 2026. */
  notifyResends: number
  /** The first gap of the retry table (004:L395), or the shorter one of other products. */
  notifyFirstGap: '4m' | '2m'
  /** Refund notifications carry send_back_fee (004:L336), which recorded ones do not. */
  notifySendBackFee: boolean
  /** total_amount and receipt_amount of whole yuan as `20` (004:L330-331), or with two decimals. */
  notifyAmounts: 'two-decimals' | 'short'
  /** The longest `body` of an order: 128 in the current API description, 400 in 004:L338. */
  bodyChars: number
  /** A payment by code that names no terminal_id gets no discount (004:L116). */
  discountsNeedTerminal: boolean
  /** Accounts beside the contract's own that an order may name as seller_id. */
  sellerIds: readonly string[]
  /** False for a product without refunds: a payment finishes the trade (004:L425-429). */
  refundable: boolean
  /** Cancel only what was paid by payment code (003:L26-27). */
  cancelBarcodeOnly: boolean
  /** out_trade_no as documented, without the `-` that the live gateway takes. */
  strictNumbers: boolean
  /** As the real sandbox: one refund, of the whole; query shows no amounts; 15 hours to pay. */
  strictSandbox: boolean
  /** A v2 request must name its version; else an absent one counts as 1.0. */
  strictVersion: boolean
  /** wap.pay takes QUICK_WAP_WAY alone, not QUICK_WAP_PAY, which several clients send. */
  strictWapProduct: boolean
  /** Subjects without `/`, `=` and `&`, as documented; nobody has recorded a refusal. */
  strictSubjects: boolean
  /** Names buyers by buyer_open_id, as apps in open_id mode know them. */
  buyerOpenId: boolean
  /** An order that comes again must ask for the same time to pay (002). */
  timeoutIsKeyData: boolean
  /** fund_bill_list in every reply, as recorded, or only for query_options that ask (2020). */
  fundBill: 'always' | 'when-asked'
  /** What closing a closed trade gives; three codes are told of, none is recorded. */
  closeOfClosed: 'status-invalid' | 'illegal-status' | 'has-close'
  /** What refunding a trade gives that closed unpaid. */
  refundOfUnpaid: 'has-close' | 'status-error'
  /** What a refund of more than is left gives: as recorded, or as documented. */
  overRefund: 'fee-error' | 'not-equal-total'
  /** How long a bank takes to credit a refund to a card, and whether it refuses to. */
  bankRefundMs: number
  bankRefundFails: boolean
  /** A request may ask for faults of its own, by the header alipay-sim-fault. */
  headerFaults: boolean
  /** Alipay's fee and a service provider's rebate, in hundredths of a percent. */
  feeRateBp: number
  rebateRateBp: number
  /** Amounts of 1900.00 to 1907.99 yuan decide what the buyer does (docs/triggers.md). */
  amountTriggers: boolean
  promotions: readonly Promotion[]
  wallet: readonly WalletPart[]
}

export const DEFAULT_POLICY: Policy = {
  passwordAboveFen: 200_000,
  passwordTypingMs: 5 * SECOND,
  authCodeLifetimeMs: 2 * MINUTE,
  orderTimeoutMs: 3 * HOUR,
  cashierTimeoutMs: 15 * DAY,
  qrLifetimeMs: 2 * HOUR,
  cancelWindow: '24h',
  refundWindow: '12-months',
  tombstone: false,
  barcodeNotify: true,
  emptyBill: 'refused',
  unsaidCharset: 'utf-8',
  v3TimestampAgeMs: 10 * MINUTE,
  v3NonceOnce: false,
  v3BadSignatureStatus: '400',
  notifyStates: 'by-product',
  notifyResends: 0,
  notifyFirstGap: '4m',
  notifySendBackFee: false,
  notifyAmounts: 'two-decimals',
  bodyChars: 128,
  discountsNeedTerminal: true,
  sellerIds: [],
  refundable: true,
  cancelBarcodeOnly: false,
  strictNumbers: false,
  strictSandbox: false,
  headerFaults: false,
  strictVersion: false,
  strictWapProduct: false,
  strictSubjects: false,
  buyerOpenId: false,
  timeoutIsKeyData: false,
  fundBill: 'always',
  closeOfClosed: 'status-invalid',
  refundOfUnpaid: 'has-close',
  overRefund: 'fee-error',
  bankRefundMs: 2 * DAY,
  bankRefundFails: false,
  feeRateBp: 0,
  rebateRateBp: 0,
  amountTriggers: false,
  promotions: [],
  wallet: [],
}

/** How long an order may wait to be paid, whatever it asks for (the real sandbox: 15 hours). */
export const longestWaitMs = ({ strictSandbox }: Policy) => (strictSandbox ? 15 * HOUR : 15 * DAY)

/** The last instant at which a trade created at `createdAt` may be cancelled. */
export function cancelDeadline(policy: Policy, createdAt: Instant): Instant {
  return policy.cancelWindow === '24h' ? createdAt + DAY : nextChinaMidnight(createdAt) - 1
}

/** When a trade paid at `paidAt` can no longer be refunded and finishes. */
export function refundDeadline(policy: Policy, paidAt: Instant): Instant {
  return policy.refundWindow === '90d' ? paidAt + 90 * DAY : addChinaMonths(paidAt, 12)
}

/** `90m`, `2h`, `1d`, or `1c` (the end of the China-time day); `undefined` for anything else. */
export function expiryOf(timeoutExpress: string, from: Instant): Instant | undefined {
  if (timeoutExpress === '1c') return nextChinaMidnight(from)
  const match = /^([1-9]\d{0,4})([mhd])$/.exec(timeoutExpress)
  if (!match) return undefined
  const unit = match[2] === 'm' ? MINUTE : match[2] === 'h' ? HOUR : DAY
  const lasts = Number(match[1]) * unit
  return lasts <= 15 * DAY ? from + lasts : undefined
}
