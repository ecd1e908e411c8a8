// The fee of a trade whose merchant pays fees once a month (002:L36-38): for what was not refunded by then.
import { answer, unchanged, type Decide, type TimedEvent } from './decision.ts'
import { FEE_ACCOUNT, sellerAccount } from './trade.ts'

export const chargeFee: Decide<Extract<TimedEvent, { op: 'charge-fee' }>> = (_command, records) => {
  const { trade } = records
  if (!trade?.isFeeDue) return answer({ kind: 'happened' })
  const { isFeeDue: _due, ...after } = trade
  const { feeFen = 0, refundedFen, totalFen, sellerId, tradeNo } = trade
  const amountFen = feeFen - Math.round((feeFen * refundedFen) / totalFen)
  const from = sellerAccount(sellerId)
  const posting = { from, to: FEE_ACCOUNT, amountFen, memo: 'fee', tradeNo } as const
  const postings = amountFen > 0 ? [posting] : []
  return {
    ...answer({ kind: 'happened' }),
    changes: { ...unchanged(), trade: after, postings },
  }
}
