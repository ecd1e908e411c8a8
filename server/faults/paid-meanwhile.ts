// The buyer pays while a query is under way: the notification comes first, and the reply, which was
// decided before, still says "waiting". A client that acts on the reply without looking whether the
// notification came cancels what has been paid (001:L83; 004:L175).
import * as v from 'valibot'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'
import { span } from './options.ts'

export const paidMeanwhile = fault({
  name: 'paid-meanwhile',
  ids: ['F29'],
  about: 'The buyer pays and is notified while the QUERY is under way; its reply says "waiting".',
  ledger: 'Paid by the buyer’s own act, right after the query was decided.',
  ops: ['QUERY'],
  options: v.strictObject({
    /** From the payment, and its notification, to the reply. */
    replyAfterMs: span(2_000),
  }),
  stage: 'outcome',
  bend: ({ outcome }, { replyAfterMs }) =>
    outcome.kind === 'state' && outcome.trade.status === 'WAIT_BUYER_PAY'
      ? { do: 'buyer-pays', tradeNo: outcome.trade.tradeNo, thenMs: replyAfterMs }
      : PASS,
})
