// Too many calls, says the gateway (implied by 000:L14): a definite "not executed".
import * as v from 'valibot'
import { THROTTLES } from '../protocols/openapi/fault-options.ts'
import { fault } from './fault.ts'
import { coded } from './options.ts'

export const throttle = fault({
  name: 'throttle',
  ids: ['F25'],
  about: 'Answers that calls come too often (HTTP 429 in v3).',
  ledger: 'Nothing happened.',
  options: v.strictObject({ subCode: coded(THROTTLES) }),
  stage: 'call',
  bend: (_message, { subCode }) => ({
    do: 'answer',
    outcome: { kind: 'declined', reason: THROTTLES.meant(subCode) },
  }),
})
