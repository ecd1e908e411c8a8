// CANCEL is not done, says the reply: retry_flag=Y, call again (003:L41-42). It comes with success, and
// also with an unknown result; a refused cancel says N.
import * as v from 'valibot'
import { CANCEL_AGAIN } from '../protocols/openapi/fault-options.ts'
import { PASS } from './effects.ts'
import { fault } from './fault.ts'
import type { CallMessage, OutcomeMessage } from './messages.ts'
import { coded, executed } from './options.ts'
import { numberOf } from './number-of.ts'

export const retryFlag = fault({
  name: 'retry-flag',
  ids: ['F20'],
  about: 'CANCEL answers retry_flag=Y, with success or an unknown result; or N for lack of money.',
  ledger: 'executed=no: the trade stays as it was. executed=yes: it is cancelled all the same.',
  ops: ['CANCEL'],
  options: v.pipe(
    v.strictObject({
      executed,
      code: coded(CANCEL_AGAIN),
      /** N only as a failure, not executed: the seller has too little money. */
      retryFlag: v.optional(v.picklist(['Y', 'N'], 'Y or N'), 'Y'),
    }),
    v.forward(
      v.check(
        ({ retryFlag: flag, code, executed: isDone }) =>
          flag === 'Y' || (CANCEL_AGAIN.meant(code) === 'failure' && !isDone),
        `N goes with code=${CANCEL_AGAIN.codes.at(-1)} and executed=no`,
      ),
      ['retryFlag'],
    ),
  ),
  stage: (given) => (given.executed ? 'outcome' : 'call'),
  bend: (message: CallMessage | OutcomeMessage, { code, retryFlag: flag }) => {
    if (message.op !== 'CANCEL') return PASS
    const outTradeNo = numberOf(message)
    if (flag === 'N') {
      return {
        do: 'answer',
        outcome: { kind: 'failed', reason: 'SellerBalanceTooLow', outTradeNo },
      }
    }
    // An unknown result of a cancel says Y by itself.
    const how = CANCEL_AGAIN.meant(code)
    if (how !== 'ok') {
      const asFailure = how === 'failure'
      const reason = asFailure ? 'SystemError' : 'ResultUnknown'
      return { do: 'answer', outcome: { kind: 'unknown', reason, asFailure, outTradeNo } }
    }
    if (message.stage === 'call') {
      return { do: 'answer', outcome: { kind: 'cancelled', outTradeNo, retryFlag: 'Y' } }
    }
    const { outcome } = message
    if (outcome.kind !== 'cancelled') return PASS
    return { do: 'answer', outcome: { ...outcome, retryFlag: 'Y' } }
  },
})
