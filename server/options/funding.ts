// What buyers pay with beside their balance, and what is taken off the price: as options say it.
import * as v from 'valibot'
import { choice, MOST_FEN, text, whole } from './option.ts'

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

/** Those that are the buyer's own. */
const BUYER_CHANNELS = FUND_CHANNELS.slice(0, 7)

/**
 * A running promotion of the sandbox: whoever meets its terms gets it. A coupon needs a valid store
 * (004:L102-112); an item promotion its goods_id (004:L132-136).
 */
export const promotion = v.strictObject({
  id: text,
  name: text,
  kind: choice('coupon', 'discount', 'item'),
  /** What the merchant gives and what Alipay gives. */
  merchantFen: whole(0, MOST_FEN, 'fen'),
  platformFen: whole(0, MOST_FEN, 'fen'),
  goodsId: v.optional(text),
})
export type Promotion = v.InferOutput<typeof promotion>

/** What buyers pay with before their balance: points, credit, cards. */
export const walletPart = v.strictObject({
  channel: v.picklist(BUYER_CHANNELS, 'a channel of the buyer, such as POINT'),
  upToFen: whole(1, MOST_FEN, 'fen'),
  /** Of the channel BANKCARD: which bank, and what kind of card. */
  bankCode: v.optional(text),
  fundType: v.optional(choice('DEBIT_CARD', 'CREDIT_CARD', 'MIXED_CARD')),
})
export type WalletPart = v.InferOutput<typeof walletPart>
