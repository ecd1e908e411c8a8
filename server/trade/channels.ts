// Where the money of a payment comes from: channels, vouchers and promotions, as records.
import type { Fen } from '../values/money.ts'

/** Alipay's channel codes (004:L361-379), and the bank card of newer replies. */
export const FUND_CHANNELS = [
  'ALIPAYACCOUNT',
  'FINANCEACCOUNT',
  'BANKCARD',
  'PCREDIT',
  'PCARD',
  'MCARD',
  'POINT',
  'COUPON',
  'DISCOUNT',
  'MCOUPON',
  'MDISCOUNT',
] as const
export type FundChannel = (typeof FUND_CHANNELS)[number]

/** Of the channel BANKCARD: which bank, and what kind of card. */
export interface Card {
  bankCode?: string
  fundType?: 'DEBIT_CARD' | 'CREDIT_CARD' | 'MIXED_CARD'
}

export interface Fund extends Card {
  channel: FundChannel
  amountFen: Fen
}

/** A running promotion of the sandbox: whoever meets its terms gets it. */
export interface Promotion {
  id: string
  name: string
  /** A coupon needs a valid store (004:L102-112); an item promotion its goods_id (004:L132-136). */
  kind: 'coupon' | 'discount' | 'item'
  /** What the merchant gives and what Alipay gives. */
  merchantFen: Fen
  platformFen: Fen
  goodsId?: string
}

/** What buyers pay with before their balance: points, credit, cards. */
export interface WalletPart extends Card {
  channel: FundChannel
  upToFen: Fen
}

export interface Voucher {
  id: string
  name: string
  kind: Promotion['kind']
  merchantFen: Fen
  platformFen: Fen
  goodsId?: string
}

export interface Split {
  funds: readonly Fund[]
  vouchers: readonly Voucher[]
}
