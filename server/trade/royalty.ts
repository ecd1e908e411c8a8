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
import type { Refusal } from './refusals.ts'
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
  const from = sellerAccount(trade.sellerId)
  const shares = royalties.filter(({ amountFen }) => amountFen > 0)
  const postings = shares.flatMap(({ transIn, amountFen }) =>
    records.knownAccounts
      .filter(({ named }) => named === transIn)
      .map(({ account: to }): Posting => {
        return { from, to, amountFen, memo: 'royalty', tradeNo: trade.tradeNo }
      }),
  )
  return {
    ...answer({ kind: 'settled', trade: after, settlement }),
    changes: { ...unchanged(), trade: after, postings },
  }
}

/** A percentage is of what the seller received, down to the fen. */
function amountOf(share: AskedShare, trade: Trade): Royalty {
  const { transIn } = share
  if ('amountFen' in share) return { transIn, amountFen: share.amountFen }
  return { transIn, amountFen: Math.floor((amountsOf(trade).receiptFen * share.percent) / 100) }
}

const isSame = (some: readonly Royalty[], others: readonly Royalty[]) =>
  some.length === others.length &&
  some.every(({ transIn, amountFen }, place) => {
    const other = others[place]
    return transIn === other?.transIn && amountFen === other.amountFen
  })

const sharedOf = (royalties: readonly { amountFen: number }[]) =>
  royalties.reduce((total, { amountFen }) => total + amountFen, 0)

function refuseSharing(
  royalties: readonly Royalty[],
  trade: Trade,
  { knownAccounts, sellerBalanceFen, refunds }: Records,
): Refusal | undefined {
  if (trade.refundedFen > 0 && trade.status === 'TRADE_CLOSED') return 'RoyaltyAfterRefund'
  if (!isPaid(trade)) return 'TradeNotPaid'
  const before = trade.settlements ?? []
  if (before.some(({ isLast }) => isLast)) return 'RoyaltyFinished'
  if (royalties.some(({ transIn }) => transIn === trade.sellerId)) return 'ReceiverInvalid'
  const isKnown = ({ transIn }: Royalty) => knownAccounts.some(({ named }) => named === transIn)
  if (!royalties.every(isKnown)) return 'ReceiverUnknown'
  const sharedFen = sharedOf([...before.flatMap((one) => one.royalties), ...royalties])
  const returnedFen = sharedOf(refunds.flatMap(({ returned = [] }) => returned))
  const leftFen = amountsOf(trade).receiptFen - (trade.feeFen ?? 0) - trade.refundedFen
  if (sharedFen - returnedFen > leftFen) return 'RoyaltyTooHigh'
  return sellerBalanceFen < sharedOf(royalties) ? 'SellerBalanceTooLowToShare' : undefined
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
