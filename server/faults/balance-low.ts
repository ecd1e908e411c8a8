// The seller has withdrawn its money: refunds and cancels of paid trades are refused until it is back
// (002:L64). The books themselves refuse; the fault only moves the money.
import * as v from 'valibot'
import { span } from './options.ts'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'

export const balanceLow = fault({
  name: 'balance-low',
  ids: ['F24'],
  about:
    'Before a REFUND or CANCEL the seller withdraws everything, and puts it back after `until`.',
  ledger: 'The seller’s money is at its bank; what was refused moved nothing; later it comes back.',
  ops: ['REFUND', 'CANCEL'],
  once: true,
  options: v.strictObject({ untilMs: span(60_000) }),
  stage: 'call',
  bend: ({ books }, { untilMs }) => {
    const trade = books.own()?.trade
    return trade ? { do: 'withdraw', sellerId: trade.sellerId, forMs: untilMs } : PASS
  },
})
