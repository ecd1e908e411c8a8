// Orders in another currency than the buyer's wallet, or settled in another: the wallet pays in CNY, the
// merchant gets its own currency, and an account of the operator changes one into the other. No movement
// leaves its currency, so each sums to 0 by itself.
import type { Fen } from '../values/money.ts'
import {
  accountIn,
  buyerAccount,
  sellerAccount,
  type Conversion,
  type ConvertedPart,
  type Posting,
  type Trade,
} from './trade.ts'

const EXCHANGE = 'alipay:exchange'

/** What leaves the buyer's wallet for an order. */
export const chargedFen = ({ totalFen, conversion }: Pick<Trade, 'totalFen' | 'conversion'>): Fen =>
  conversion?.walletFen ?? totalFen

/** The account on which the merchant gets the money of an order. */
export const receivingAccount = ({
  sellerId,
  conversion,
}: Pick<Trade, 'sellerId' | 'conversion'>): string =>
  sellerAccount(sellerId, conversion?.settlementCurrency)

/** What lies from one refunded sum to the next; the last part takes what rounding has left. */
export function partOf(
  { totalFen, conversion }: Pick<Trade, 'totalFen' | 'conversion'>,
  fromFen: Fen,
  toFen: Fen,
): ConvertedPart | undefined {
  if (!conversion) return undefined
  const { walletFen, settlementFen } = conversion
  const between = (whole: Fen) =>
    Math.round((whole * toFen) / totalFen) - Math.round((whole * fromFen) / totalFen)
  return { walletFen: between(walletFen), settlementFen: between(settlementFen) }
}

/** The money of a converted payment: from the wallet, through the exchange, to the merchant. */
export function convertedPayment(trade: Trade, conversion: Conversion): Posting[] {
  const { walletFen, settlementFen, settlementCurrency } = conversion
  return present([
    { from: buyerAccount(trade.buyerId), to: EXCHANGE, amountFen: walletFen, memo: 'payment' },
    {
      from: accountIn(EXCHANGE, settlementCurrency),
      to: receivingAccount(trade),
      amountFen: settlementFen,
      memo: 'settlement',
    },
  ])
}

/** The same way back. */
export function convertedRefund(
  trade: Trade,
  { settlementCurrency }: Conversion,
  { walletFen, settlementFen }: ConvertedPart,
): Posting[] {
  return present([
    { from: EXCHANGE, to: buyerAccount(trade.buyerId), amountFen: walletFen, memo: 'refund' },
    {
      from: receivingAccount(trade),
      to: accountIn(EXCHANGE, settlementCurrency),
      amountFen: settlementFen,
      memo: 'settlement',
    },
  ])
}

const present = (postings: readonly Posting[]) => postings.filter(({ amountFen }) => amountFen > 0)
