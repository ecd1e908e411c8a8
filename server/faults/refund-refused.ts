// The refund is not made: the trade is finished, its window over, the sum too high, the contract
// without refunds (002:L67-71,L85; 003:L31), or it is the hundredth of its trade, which is dropped
// without a word (002:L88-89).
import * as v from 'valibot'
import type { Failure } from '../journal/reasons.ts'
import { fault } from './fault.ts'
import { PASS, type CallEffect } from './effects.ts'
import type { CallMessage } from './messages.ts'

const REASONS = {
  finished: 'TradeFinished',
  // A trade past its window is finished.
  window: 'TradeFinished',
  sum: 'RefundExceedsPaid',
  contract: 'RefundNotAllowed',
} as const
const WHYS = ['finished', 'window', 'sum', 'contract', '99-silent'] as const

export const refundRefused = fault({
  name: 'refund-refused',
  ids: ['F27'],
  kind: 'not-refunded',
  about:
    'REFUND is refused (why: finished, window, sum, contract), or silently dropped (99-silent).',
  ledger: 'Nothing was refunded, also where the reply says that it was.',
  ops: ['REFUND'],
  options: v.strictObject({ why: v.optional(v.picklist(WHYS, WHYS.join(', ')), 'finished') }),
  stage: 'call',
  bend: (message, { why }) => {
    const { outTradeNo, batchSize } = message
    if (batchSize !== undefined && why !== 'contract') {
      // A batch is accepted all the same, and its items fail; a dropped one is not even told.
      const reason: Failure = why === '99-silent' ? 'TooManyRefunds' : REASONS[why]
      const items = Array.from({ length: batchSize }, (_one, place) => ({ place, reason }))
      return { do: 'fail-items', items }
    }
    if (why === '99-silent') return dropped(message)
    return { do: 'answer', outcome: { kind: 'failed', reason: REASONS[why], outTradeNo } }
  },
})

/** Accepted, says the reply, and fund_change=N: the refund query will not find it. */
function dropped({ books, now, outRequestNo, amountFen = 0 }: CallMessage): CallEffect {
  const found = books.own()
  if (!found) return PASS
  const { trade, buyer } = found
  const refund = {
    tradeNo: trade.tradeNo,
    outRequestNo: outRequestNo ?? trade.outTradeNo,
    amountFen,
    at: now,
  }
  return { do: 'answer', outcome: { kind: 'refunded', trade, buyer, refund, moved: false } }
}
