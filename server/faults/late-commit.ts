// The nastiest of all: the request is stuck on the way. The client gives up, asks, is told that
// the trade does not exist, and then the request arrives and is executed (001:L92; 000:L20).
import * as v from 'valibot'
import { span, silence } from './options.ts'
import { fault } from './fault.ts'

export const lateCommit = fault({
  name: 'late-commit',
  ids: ['F07'],
  about: 'Parks the call; executes it `delta` after the client was told TRADE_NOT_EXIST.',
  ledger: 'Nothing until then; afterwards as if the call had just arrived.',
  ops: ['PAY', 'PRECREATE'],
  options: v.strictObject({
    deltaMs: span(4_000),
    /** Executes after this long even if nobody asks. */
    atLatestMs: span(60_000),
    /** What the client gets for the parked call. */
    answer: silence,
  }),
  stage: 'call',
  bend: (_message, { deltaMs, atLatestMs, answer }) => ({
    do: 'park',
    afterMs: atLatestMs,
    afterNotFoundMs: deltaMs,
    answer,
  }),
})
