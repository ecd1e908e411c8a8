// The gateway calls the parameters wrong (000:L12): a definite refusal, on which the same call again
// is of no use.
import * as v from 'valibot'
import { publicRefusal } from '../protocols/openapi/public-errors.table.ts'
import { fault } from './fault.ts'

export const invalidParameter = fault({
  name: 'invalid-parameter',
  ids: ['F18'],
  about: 'Answers 40004 ACQ.INVALID_PARAMETER, or 40002 isv.invalid-parameter.',
  ledger: 'Nothing happened.',
  options: v.strictObject({
    code: v.optional(v.picklist(['40004', '40002'], '40004 or 40002'), '40004'),
  }),
  stage: 'call',
  bend: ({ outTradeNo }, { code }) => ({
    do: 'answer',
    outcome:
      code === '40002'
        ? publicRefusal('isv.invalid-parameter')
        : { kind: 'failed', subCode: 'ACQ.INVALID_PARAMETER', outTradeNo },
  }),
})
