// What happens to a paid trade beside refunds: its money is shared (order.settle), and the merchant
// tells of its order (orderinfo.sync). Each is done once for an out_request_no.
import { drawSettleNo } from '../values/ids.ts'
import {
  answer,
  refuse,
  unchanged,
  type AskedShare,
  type Decide,
  type Records,
  type SettleOrder,
  type SyncOrder,
} from './decision.ts'
import { amountsOf } from './funds.ts'
import type { Refusal } from '../journal/reasons.ts'
import { isPaid, sellerAccount, type Posting, type Royalty, type Trade } from './trade.ts'

export const settleOrder: Decide<SettleOrder> = (command, records, now, draw) => {
  const { trade } = records
  if (!trade) return refuse('TradeNotFound')
  const { outRequestNo, isLast } = command
  const royalties = command.royalties.map((share) => amountOf(share, trade))
  const done = trade.settlements?.find((one) => one.outRequestNo === outRequestNo)
  if (done) {
    return isSame(done.royalties, royalties)
      ? answer({ kind: 'settled', trade, settlement: done })
      : refuse('RefundRepeatDiffers')
  }
  const refusal = refuseSharing(royalties, trade, records)
  if (refusal) return refuse(refusal)
  const settleNo = drawSettleNo(draw, now)
  const { refundedFen } = trade
  const settlement = { outRequestNo, settleNo, royalties, isLast, refundedFen }
  const after: Trade = { ...trade, settlements: [...(trade.settlements ?? []), settlement] }
  const moving = royalties.filter(({ amountFen }) => amountFen > 0)
  const postings = moving.map((royalty): Posting => {
    const { from, to } = wayOf(royalty, trade, records)
    if (!from || !to) throw new Error(`a share for nobody, ${royalty.transIn}, was not refused`)
    const { amountFen } = royalty
    return { from, to, amountFen, memo: 'royalty', tradeNo: trade.tradeNo }
  })
  return {
    ...answer({ kind: 'settled', trade: after, settlement }),
    changes: { ...unchanged(), trade: after, postings },
  }
}

/** A percentage is of what the seller received, down to the fen. */
function amountOf(share: AskedShare, trade: Trade): Royalty {
  const { transIn, transOut } = share
  const who = { transIn, ...(transOut !== undefined && { transOut }) }
  if ('amountFen' in share) return { ...who, amountFen: share.amountFen }
  return { ...who, amountFen: Math.floor((amountsOf(trade).receiptFen * share.percent) / 100) }
}

const isSame = (some: readonly Royalty[], others: readonly Royalty[]) =>
  some.length === others.length &&
  some.every(({ transIn, transOut, amountFen }, place) => {
    const other = others[place]
    const isSameWay = transIn === other?.transIn && transOut === other.transOut
    return isSameWay && amountFen === other.amountFen
  })

/** Between which accounts it moves; `undefined` where nobody goes by that name. */
function wayOf({ transIn, transOut }: Royalty, trade: Trade, { knownAccounts }: Records) {
  const account = (name: string) => knownAccounts.find(({ named }) => named === name)?.account
  const seller = sellerAccount(trade.sellerId)
  return {
    from: transOut === undefined ? seller : account(transOut),
    to: transIn === trade.sellerId ? seller : account(transIn),
  }
}

/** What is shared out of the seller's own, and not made up by another. */
const isShare = ({ transOut }: Royalty) => transOut === undefined

const sharedOf = (royalties: readonly { amountFen: number }[]) =>
  royalties.reduce((total, { amountFen }) => total + amountFen, 0)

function refuseSharing(
  royalties: readonly Royalty[],
  trade: Trade,
  records: Records,
): Refusal | undefined {
  const { knownAccounts, sellerBalanceFen, refunds } = records
  if (trade.refundedFen > 0 && trade.status === 'TRADE_CLOSED') return 'RoyaltyAfterRefund'
  if (!isPaid(trade)) return 'TradeNotPaid'
  const before = trade.settlements ?? []
  if (before.some(({ isLast }) => isLast)) return 'RoyaltyFinished'
  const ways = royalties.map((royalty) => wayOf(royalty, trade, records))
  if (!ways.every(({ from, to }) => from && to)) return 'ReceiverUnknown'
  if (ways.some(({ from, to }) => from === to)) return 'ReceiverInvalid'
  const shares = royalties.filter(isShare)
  const sharedBefore = before.flatMap((one) => one.royalties).filter(isShare)
  const sharedFen = sharedOf([...sharedBefore, ...shares])
  const returnedFen = sharedOf(refunds.flatMap(({ returned = [] }) => returned))
  const leftFen = amountsOf(trade).receiptFen - (trade.feeFen ?? 0) - trade.refundedFen
  if (sharedFen - returnedFen > leftFen) return 'RoyaltyTooHigh'
  const isShort = knownAccounts.some(({ account, balanceFen }) => {
    const made = royalties.filter((one, place) => !isShare(one) && ways[place]?.from === account)
    return balanceFen < sharedOf(made)
  })
  const isTooLow = isShort || sellerBalanceFen < sharedOf(shares)
  return isTooLow ? 'SellerBalanceTooLowToShare' : undefined
}

/** What a credit order may say of itself. */
const STATUSES: readonly string[] = ['COMPLETE', 'CLOSED', 'VIOLATED']

export const syncOrder: Decide<SyncOrder> = ({ outRequestNo, status }, { trade, buyer }) => {
  if (!trade) return refuse('TradeNotFound')
  const before = trade.synced ?? []
  // The same number again is answered, and updates nothing.
  if (before.some((one) => one.outRequestNo === outRequestNo)) {
    return answer({ kind: 'synced', trade, buyer })
  }
  if (!STATUSES.includes(status)) return refuse('StatusInvalid')
  const after: Trade = { ...trade, synced: [...before, { outRequestNo, status }] }
  return {
    ...answer({ kind: 'synced', trade: after, buyer }),
    changes: { ...unchanged(), trade: after },
  }
}
