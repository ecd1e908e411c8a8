// Many notifications at the instant at which a reply says the same: whoever books without a lock
// books twice (001:L130; 004:L393).
import * as v from 'valibot'
import { count, span } from './options.ts'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'
import { isPaidOutcome } from './paid-outcome.ts'

export const notifyAtOnce = fault({
  name: 'notify-at-once',
  ids: ['N14'],
  about: 'Sends copies of the notification while the reply of a PAY or QUERY says "paid".',
  ledger: 'Untouched: one payment, however often it is told.',
  ops: ['PAY', 'QUERY'],
  options: v.strictObject({
    copies: count(20),
    /** Over how long they are spread; 0 sends all at once. */
    spreadMs: span(0),
    /** How much later the reply leaves, so that only notifications meet each other. */
    leadMs: span(0),
  }),
  stage: 'outcome',
  bend: ({ outcome }, { copies, spreadMs, leadMs }) =>
    isPaidOutcome(outcome) && copies > 0
      ? { do: 'tell', copies: copies - 1, spreadMs, leadMs }
      : PASS,
})
