// The gateway keeps the client waiting: until it hangs up, or for a stated time. The call is
// executed at once, later while the client still waits, or never.
import * as v from 'valibot'
import type { AnswerEffect, CallEffect } from './effects.ts'
import type { AnswerMessage, CallMessage } from './messages.ts'
import { span } from './options.ts'
import { fault } from './fault.ts'

const options = v.strictObject({
  executed: v.optional(v.picklist(['no', 'yes', 'later'], 'no, yes or later'), 'no'),
  /** With executed=later: how long after the request. */
  commitAfterMs: span(2_000),
  /** Closes the line after this long; 0 waits for the client to leave. */
  forMs: span(0),
})

type Options = v.InferOutput<typeof options>

export const hang = fault({
  name: 'hang',
  ids: ['F05'],
  about: 'Does not answer until the client hangs up (or for as long as `for` says).',
  ledger: 'executed=no: nothing. executed=yes: at once. executed=later: after `commitAfter`.',
  options,
  stage: (given) => (given.executed === 'yes' ? 'answer' : 'call'),
  bends: {
    call: (_message: CallMessage, given: Options): CallEffect =>
      given.executed === 'later'
        ? { do: 'park', afterMs: given.commitAfterMs, answer: 'hang' }
        : { do: 'silence', how: 'hang', afterMs: given.forMs || undefined },
    answer: (_message: AnswerMessage, given: Options): AnswerEffect => ({
      do: 'silence',
      how: 'hang',
      afterMs: given.forMs || undefined,
    }),
  },
})
