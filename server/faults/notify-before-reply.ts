// The notification overtakes the reply: the merchant is told of a payment before its own call has
// been answered (002:L33).
import * as v from 'valibot'
import { span } from './options.ts'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'
import { isPaidOutcome } from './paid-outcome.ts'

export const notifyBeforeReply = fault({
  name: 'notify-before-reply',
  ids: ['N13'],
  about: 'Notifies the payment, and lets the reply of the call go a while (`lead`) later.',
  ledger: 'Untouched: paid, and told in the other order.',
  ops: ['PAY', 'QUERY'],
  options: v.strictObject({ leadMs: span(3_000) }),
  stage: 'outcome',
  bend: ({ outcome }, { leadMs }) =>
    isPaidOutcome(outcome) ? { do: 'tell', copies: 0, spreadMs: 0, leadMs } : PASS,
})
