// The network delivers the merchant's own request twice (implied by 002:L5,L59). What is idempotent
// happens once; the client gets the first answer.
import * as v from 'valibot'
import { span } from './options.ts'
import { fault } from './fault.ts'

export const duplicateRequest = fault({
  name: 'duplicate-request',
  ids: ['F14'],
  about: 'Executes the call, and the same call once more after `gap`.',
  ledger:
    'As if the merchant had sent it twice: paid once, cancelled once, refunded once per number.',
  ops: [
    'PAY',
    'PRECREATE',
    'CREATE',
    'CASHIER',
    'CANCEL',
    'CLOSE',
    'REFUND',
    'QUERY',
    'REFQUERY',
    'SETTLE',
  ],
  options: v.strictObject({ gapMs: span(0) }),
  stage: 'call',
  bend: (_message, { gapMs }) => ({ do: 'again', gapMs }),
})
