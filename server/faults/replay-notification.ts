// Somebody has caught a genuine notification and sends the same bytes again: later, or to the
// address of another order (implied by 004:L405). The signature fits; the news is old.
import * as v from 'valibot'
import { span } from './options.ts'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'

export const replayNotification = fault({
  name: 'replay-notification',
  ids: ['N18'],
  about: "Sends a genuine notification's bytes once more, later by `after`.",
  ledger: 'Untouched: one payment.',
  options: v.strictObject({
    afterMs: span(60_000),
    /** Another order, to whose notify_url it goes. */
    onto: v.optional(v.pipe(v.string('an out_trade_no'), v.minLength(1, 'an out_trade_no'))),
  }),
  stage: 'delivery',
  bend: ({ attempt }, { afterMs, onto }) =>
    attempt === 1 ? { do: 'replay', afterMs, ...(onto !== undefined && { onto }) } : PASS,
})
