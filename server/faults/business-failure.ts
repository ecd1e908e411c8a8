// An error that arises from no state here: of business a limit, a risk, a frozen trade (000:L26); of
// the gateway itself a missing permission, a failed upload. The call is not executed, and the answer
// is the one that the documentation lists.
import * as v from 'valibot'
import { isFailure } from '../protocols/openapi/failures.table.ts'
import { isPublicError, publicRefusal } from '../protocols/openapi/public-errors.table.ts'
import { fault } from './fault.ts'

const says =
  'a sub_code that openapi documents, such as ACQ.PAYMENT_FAIL or isv.insufficient-isv-permissions'

const isFull = (code: string) => /^A[CQ][CQ]\./.test(code) || isPublicError(code)

export const businessFailure = fault({
  name: 'business-failure',
  ids: ['F19'],
  about: 'Answers 40004 with a sub_code of your choice, or a public error such as 40006.',
  ledger: 'Nothing happened.',
  options: v.strictObject({
    executed: v.optional(v.picklist(['no'], 'no: a failure executes nothing')),
    subCode: v.optional(
      v.pipe(
        v.string(says),
        v.transform((code) => (isFull(code) ? code : `ACQ.${code}`)),
        v.check((code) => isFailure(code) || isPublicError(code), says),
      ),
      'ACQ.PAYMENT_FAIL',
    ),
  }),
  stage: 'call',
  bend: ({ outTradeNo }, { subCode }) => ({
    do: 'answer',
    outcome: isPublicError(subCode)
      ? publicRefusal(subCode)
      : { kind: 'failed', subCode, outTradeNo },
  }),
})
