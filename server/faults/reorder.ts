// The cancel overtakes the payment it is meant for: it is executed while the PAY is still on its way,
// and then the PAY arrives (001:L92; 000:L20).
import * as v from 'valibot'
import { span } from './options.ts'
import { fault } from './fault.ts'

const ANSWERS = ['reply', 'rst', 'fin', 'hang'] as const

export const reorder = fault({
  name: 'reorder',
  ids: ['F15'],
  about: 'Holds the call up; executes it `delta` after a CANCEL of the same number.',
  ledger: 'Paid although cancelled before, unless the sandbox keeps tombstones.',
  ops: ['PAY', 'PRECREATE'],
  options: v.strictObject({
    deltaMs: span(0),
    /** Executes after this long even if nobody cancels. */
    atLatestMs: span(60_000),
    /** A client that stays gets the reply in the end, unless something else is asked for. */
    answer: v.optional(v.picklist(ANSWERS, ANSWERS.join(', ')), 'reply'),
  }),
  stage: 'call',
  bend: (_message, { deltaMs, atLatestMs, answer }) => ({
    do: 'park',
    afterMs: atLatestMs,
    afterCancelMs: deltaMs,
    answer,
  }),
})
