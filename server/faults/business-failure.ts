// A business error that arises from no state here: a limit, a risk, a frozen trade. The call is not
// executed, and the answer is the one that the documentation lists (000:L26).
import * as v from 'valibot'
import { isFailure } from '../protocols/openapi/failures.table.ts'
import { fault } from './fault.ts'

const says = 'a sub_code that openapi documents, such as ACQ.PAYMENT_FAIL'

export const businessFailure = fault({
  name: 'business-failure',
  ids: ['F19'],
  about: 'Answers 40004 with a sub_code of your choice.',
  ledger: 'Nothing happened.',
  options: v.strictObject({
    executed: v.optional(v.picklist(['no'], 'no: a failure executes nothing')),
    subCode: v.optional(
      v.pipe(
        v.string(says),
        v.transform((code) => (/^A[CQ][CQ]\./.test(code) ? code : `ACQ.${code}`)),
        v.check(isFailure, says),
      ),
      'ACQ.PAYMENT_FAIL',
    ),
  }),
  stage: 'call',
  bend: ({ outTradeNo }, { subCode }) => ({
    do: 'answer',
    outcome: { kind: 'failed', subCode, outTradeNo },
  }),
})
