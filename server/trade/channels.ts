// Where the money of a payment comes from: channels, vouchers and promotions, as records.
import type { FundChannel, Promotion, WalletPart } from '../options/funding.ts'
import type { Fen } from '../values/money.ts'

/** Of the channel BANKCARD: which bank, and what kind of card. */
type Card = Pick<WalletPart, 'bankCode' | 'fundType'>

export interface Fund extends Card {
  channel: FundChannel
  amountFen: Fen
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
