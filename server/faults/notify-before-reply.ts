// The notification overtakes the reply, or the return of a buyer: the merchant is told of a payment before its own call
// has been answered, or before its buyer comes back (002:L33-34).
import * as v from 'valibot'
import { span } from './options.ts'
import { fault } from './fault.ts'
import { PASS, type OutcomeEffect, type ReturnEffect } from './effects.ts'
import type { OutcomeMessage, ReturnMessage } from './messages.ts'
import { isPaidOutcome } from './paid-outcome.ts'

const options = v.strictObject({
  leadMs: span(3_000),
  of: v.optional(v.picklist(['reply', 'return'], 'reply or return'), 'reply'),
})

type Options = v.InferOutput<typeof options>

export const notifyBeforeReply = fault({
  name: 'notify-before-reply',
  ids: ['N13'],
  about:
    'Notifies the payment, and lets the reply of the call (of=reply), or the buyer of a page (of=return), go a while (`lead`) later.',
  ledger: 'Untouched: paid, and told in the other order.',
  ops: ['PAY', 'QUERY', 'CASHIER'],
  options,
  stage: ({ of }) => (of === 'return' ? 'return' : 'outcome'),
  bends: {
    outcome: ({ outcome }: OutcomeMessage, { leadMs }: Options): OutcomeEffect =>
      isPaidOutcome(outcome) ? { do: 'tell', copies: 0, spreadMs: 0, leadMs } : PASS,
    return: ({ isPaid }: ReturnMessage, { leadMs }: Options): ReturnEffect =>
      isPaid ? { do: 'tell-first', leadMs } : PASS,
  },
})
