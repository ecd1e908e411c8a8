// The buyer pays at the last moment: after the merchant's last query and before its cancel is
// executed (003:L25; 001:L158). The cancel then gives the money back.
import * as v from 'valibot'
import { span } from './options.ts'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'

export const cancelRace = fault({
  name: 'cancel-race',
  ids: ['F22'],
  about:
    'When the CANCEL comes the buyer pays, and the cancel is executed a while (`before`) later.',
  ledger: 'Paid by the buyer’s own act, then given back by the cancel: closed, refunded in full.',
  ops: ['CANCEL'],
  options: v.strictObject({ beforeMs: span(0) }),
  stage: 'call',
  bend: ({ books }, { beforeMs }) => {
    const trade = books.own()?.trade
    if (trade?.status !== 'WAIT_BUYER_PAY') return PASS
    return { do: 'buyer-pays', tradeNo: trade.tradeNo, thenMs: beforeMs }
  },
})
