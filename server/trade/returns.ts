// What those with whom a trade was shared give back when it is refunded. Face-to-face trades take it
// back by themselves, in proportion; for the others the merchant says who gives what, or bears all.
import type { Fen } from '../values/money.ts'
import type { AskedReturn, Records } from './decision.ts'
import type { Refusal } from '../journal/reasons.ts'
import { sellerAccount, type Posting, type Product, type Returned, type Trade } from './trade.ts'

/** The products that give shares back by themselves, whatever the merchant asks. */
const BY_THEMSELVES: readonly Product[] = ['barcode', 'qr', 'create']

export interface SharesBack {
  returned: readonly Returned[]
  postings: readonly Posting[]
  /** What of it helps the seller to pay the refund. */
  toSellerFen: Fen
}

type Known = Pick<Records, 'knownAccounts' | 'refunds'>

/** What comes back with a refund of `amountFen`, or why it cannot. */
export function sharesBack(
  trade: Trade,
  amountFen: Fen,
  asked: readonly AskedReturn[],
  records: Known,
): SharesBack | { refusal: Refusal } {
  const isAutomatic = BY_THEMSELVES.includes(trade.product)
  const returned = isAutomatic ? inProportion(trade, amountFen) : named(trade, asked)
  const refusal = isAutomatic ? undefined : refuseAsked(trade, returned, amountFen, records)
  if (refusal) return { refusal }
  const { tradeNo } = trade
  const seller = sellerAccount(trade.sellerId)
  const postings: Posting[] = []
  const givenBy = new Map<string, Fen>()
  for (const one of returned) {
    const from = accountOf(one.transOut, records)
    const to = one.transIn === trade.sellerId ? seller : accountOf(one.transIn, records)?.account
    if (!from || !to) return { refusal: 'ReturnReceiverUnknown' }
    const givenFen = (givenBy.get(from.account) ?? 0) + one.amountFen
    if (givenFen > from.balanceFen) return { refusal: 'SellerBalanceTooLow' }
    givenBy.set(from.account, givenFen)
    const { amountFen: partFen } = one
    postings.push({ from: from.account, to, amountFen: partFen, memo: 'royalty', tradeNo })
  }
  const toSeller = postings.filter(({ to }) => to === seller)
  return { returned, postings, toSellerFen: sum(toSeller) }
}

const sum = (parts: readonly { amountFen: Fen }[]) =>
  parts.reduce((total, { amountFen }) => total + amountFen, 0)

const accountOf = (name: string, { knownAccounts }: Known) =>
  knownAccounts.find(({ named: other }) => other === name)

/** Each share shrinks with what is left of the trade, and is gone when the trade is. */
function inProportion(trade: Trade, amountFen: Fen): Returned[] {
  const shares = (trade.settlements ?? []).flatMap(({ royalties, refundedFen = 0 }) => {
    const wholeFen = trade.totalFen - refundedFen
    const shared = royalties.filter(({ transOut }) => transOut === undefined)
    return shared.map(({ transIn, amountFen: shareFen }) => {
      const upTo = (fen: Fen) => Math.round((shareFen * (fen - refundedFen)) / wholeFen)
      const partFen = upTo(trade.refundedFen + amountFen) - upTo(trade.refundedFen)
      return { transOut: transIn, transIn: trade.sellerId, amountFen: partFen }
    })
  })
  return shares.filter((share) => share.amountFen > 0)
}

const named = ({ sellerId }: Trade, asked: readonly AskedReturn[]): Returned[] =>
  asked.map(({ transOut, transIn = sellerId, amountFen }) => ({ transOut, transIn, amountFen }))

/** Nobody gives back more than they got of this trade, nor all together more than is refunded. */
function refuseAsked(
  trade: Trade,
  returned: readonly Returned[],
  amountFen: Fen,
  records: Known,
): Refusal | undefined {
  if (returned.length === 0) return undefined
  if (sum(returned) > amountFen) return 'ReturnTooHigh'
  const account = (name: string) => accountOf(name, records)?.account
  const before = records.refunds.flatMap((refund) => refund.returned ?? [])
  const royalties = (trade.settlements ?? [])
    .flatMap((settlement) => settlement.royalties)
    .filter(({ transOut }) => transOut === undefined)
  const isTooHigh = returned.some(({ transOut }) => {
    const who = account(transOut)
    const gotFen = sum(royalties.filter(({ transIn }) => account(transIn) === who))
    const gives = [...before, ...returned].filter((one) => account(one.transOut) === who)
    return who === undefined || sum(gives) > gotFen
  })
  return isTooHigh ? 'ReturnTooHigh' : undefined
}
