// The cancel is refused for good: too late, frozen, finished (000:L34; 003:L30; 001:L43). The money
// is where it was, and a refund is the way left.
import * as v from 'valibot'
import { CANCEL_REFUSALS } from '../protocols/openapi/fault-options.ts'
import { fault } from './fault.ts'
import { coded } from './options.ts'

export const cancelRefused = fault({
  name: 'cancel-refused',
  ids: ['F21'],
  about: 'CANCEL is refused as too late, or for another reason that a cancel can have.',
  ledger: 'The trade stays as it was.',
  ops: ['CANCEL'],
  options: v.strictObject({ subCode: coded(CANCEL_REFUSALS) }),
  stage: 'call',
  bend: ({ outTradeNo }, { subCode }) => ({
    do: 'answer',
    outcome: { kind: 'failed', reason: CANCEL_REFUSALS.meant(subCode), outTradeNo },
  }),
})
