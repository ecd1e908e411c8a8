// The gateway says that the order number has been used: with other data, paid, or closed (000:L29;
// 002:L5). Only a query tells what became of it.
import * as v from 'valibot'
import { DUPLICATES } from '../protocols/openapi/fault-options.ts'
import { fault } from './fault.ts'
import type { CallMessage, OutcomeMessage } from './messages.ts'
import { coded, executed } from './options.ts'
import { numberOf } from './number-of.ts'

export const duplicateNumber = fault({
  name: 'duplicate-number',
  ids: ['F26'],
  about: 'PAY, PRECREATE or CREATE answers that the number is taken: other terms, paid, or closed.',
  ledger:
    'executed=no: nothing happened. executed=yes: everything happened, and the reply denies it.',
  ops: ['PAY', 'PRECREATE', 'CREATE'],
  options: v.strictObject({
    executed,
    reason: coded(DUPLICATES),
  }),
  stage: (given) => (given.executed ? 'outcome' : 'call'),
  bend: (message: CallMessage | OutcomeMessage, { reason }) => ({
    do: 'answer',
    outcome: { kind: 'refused', refusal: DUPLICATES.meant(reason), outTradeNo: numberOf(message) },
  }),
})
