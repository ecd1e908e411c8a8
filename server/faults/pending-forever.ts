// The gateway keeps saying that the buyer has not paid yet, whatever the books say (000:L5).
import * as v from 'valibot'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'

export const pendingForever = fault({
  name: 'pending-forever',
  ids: ['F16'],
  about: 'PAY and QUERY answer that the buyer is yet to pay, for ever.',
  ledger: 'Untouched: the trade may be paid, closed or waiting.',
  ops: ['PAY', 'QUERY'],
  options: v.strictObject({}),
  stage: 'outcome',
  bend: ({ outcome }) => {
    if (outcome.kind === 'paid') return { do: 'answer', outcome: { ...outcome, kind: 'waiting' } }
    if (outcome.kind !== 'state') return PASS
    return { do: 'answer', outcome: { ...outcome, shown: 'WAIT_BUYER_PAY' } }
  },
})
