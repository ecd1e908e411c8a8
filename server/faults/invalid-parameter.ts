// The gateway calls the parameters wrong (000:L12): a definite refusal, on which the same call again
// is of no use.
import * as v from 'valibot'
import { INVALID_PARAMETERS } from '../protocols/openapi/fault-options.ts'
import { fault } from './fault.ts'
import { coded } from './options.ts'

export const invalidParameter = fault({
  name: 'invalid-parameter',
  ids: ['F18'],
  about: 'Answers that a parameter is wrong, as a failure of business or as a public error.',
  ledger: 'Nothing happened.',
  options: v.strictObject({ code: coded(INVALID_PARAMETERS) }),
  stage: 'call',
  bend: ({ outTradeNo }, { code }) => ({
    do: 'answer',
    outcome:
      INVALID_PARAMETERS.meant(code) === 'declined'
        ? { kind: 'declined', reason: 'InvalidParameter' }
        : { kind: 'failed', reason: 'InvalidParameter', outTradeNo },
  }),
})
