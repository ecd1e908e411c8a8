// An error that arises from no state here: of business a limit, a risk, a frozen trade (000:L26); of
// the gateway itself a missing permission, a failed upload. The call is not executed, and the answer
// is the one that the documentation lists.
import * as v from 'valibot'
import { DOCUMENTED } from '../protocols/fault-options.ts'
import { fault } from './fault.ts'

export const businessFailure = fault({
  name: 'business-failure',
  ids: ['F19'],
  about: 'Answers an error of your choice: a failure of business, or a public error.',
  ledger: 'Nothing happened.',
  options: v.strictObject({
    executed: v.optional(v.picklist(['no'], 'no: a failure executes nothing')),
    subCode: v.optional(
      v.pipe(
        v.string(DOCUMENTED.says),
        v.transform(DOCUMENTED.whole),
        v.check(DOCUMENTED.isKnown, DOCUMENTED.says),
      ),
      DOCUMENTED.first,
    ),
  }),
  stage: 'call',
  bend: ({ outTradeNo }, { subCode }) => ({
    do: 'answer',
    outcome: {
      kind: 'documented',
      name: subCode,
      reason: DOCUMENTED.reasonOf(subCode),
      outTradeNo,
    },
  }),
})
