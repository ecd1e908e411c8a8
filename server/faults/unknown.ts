// The gateway says that it does not know, in one of the ways that were seen of it: plainly, or as a
// system error, under its own code or under that of a failure (000:L15; 003:L17-18).
import * as v from 'valibot'
import { UNKNOWN_WORDS } from '../protocols/fault-options.ts'
import { UNKNOWN_SHAPES } from '../protocols/openapi/fault-options.ts'
import { fault } from './fault.ts'
import type { CallMessage, OutcomeMessage } from './messages.ts'
import { coded, executed } from './options.ts'
import { numberOf } from './number-of.ts'

const options = v.strictObject({
  executed,
  code: coded(UNKNOWN_SHAPES),
  subCode: coded(UNKNOWN_WORDS),
})

export const unknown = fault({
  name: 'unknown',
  ids: ['F01', 'F02'],
  about: 'Answers "result unknown", whether or not the call was executed.',
  ledger: 'executed=no: nothing happened. executed=yes: everything happened.',
  options,
  catalogueId: (given) => (given.executed ? 'F02' : 'F01'),
  stage: (given) => (given.executed ? 'outcome' : 'call'),
  bend: (message: CallMessage | OutcomeMessage, { code, subCode }) => ({
    do: 'answer',
    outcome: {
      kind: 'unknown',
      reason: UNKNOWN_WORDS.meant(subCode),
      asFailure: UNKNOWN_SHAPES.meant(code) === 'failure',
      outTradeNo: numberOf(message),
    },
  }),
})
