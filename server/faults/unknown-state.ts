// A trade_status that no list of states has (004:L345-351,L423): nobody may take it for paid.
import * as v from 'valibot'
import { span } from './options.ts'
import { fault } from './fault.ts'
import { sendState } from './sent-state.ts'

export const unknownState = fault({
  name: 'unknown-state',
  ids: ['N20'],
  about: 'Tells a trade_status that is not documented.',
  ledger: 'Untouched: the trade stays in the state it is in.',
  options: v.strictObject({
    status: v.optional(
      v.pipe(v.string('a word'), v.regex(/^\w{1,32}$/, 'letters, digits and _, at most 32')),
      'TRADE_PENDING',
    ),
    afterMs: span(0),
  }),
  stage: 'notification',
  bend: (message, { status, afterMs }) => sendState(message, status, afterMs),
})
