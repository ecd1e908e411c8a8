// A breakpoint, as in a debugger or an intercepting proxy: the answer is ready and signed, and waits until
// a person releases it or drops it. Meanwhile anything may happen: queries, time, the buyer.
import * as v from 'valibot'
import { MINUTE } from '../values/instant.ts'
import { fault } from './fault.ts'
import { span } from './options.ts'

export const breakpoint = fault({
  name: 'breakpoint',
  ids: [],
  about: 'Holds the answer until somebody releases or drops it, at most for as long as `for` says.',
  ledger: 'Everything happened when the call came; what is held is the answer alone.',
  options: v.strictObject({
    /** Of gateway time; then it is released by itself. */
    forMs: span(10 * MINUTE),
  }),
  stage: 'answer',
  bend: (_message, { forMs }) => ({ do: 'hold', forMs }),
})
