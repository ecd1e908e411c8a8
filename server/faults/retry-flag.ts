// CANCEL is not done, says the reply: retry_flag=Y, call again (003:L41-42). It comes with 10000, and
// also with the codes of an unknown result; a refused cancel says N.
import * as v from 'valibot'
import { executed, fault, PASS, type CallMessage, type OutcomeMessage } from './fault.ts'
import { numberOf } from './number-of.ts'

const CODES = ['10000', '20000', '40004'] as const

export const retryFlag = fault({
  name: 'retry-flag',
  ids: ['F20'],
  about: 'CANCEL answers retry_flag=Y, with code 10000, 20000 or 40004; or N for lack of money.',
  ledger: 'executed=no: the trade stays as it was. executed=yes: it is cancelled all the same.',
  ops: ['CANCEL'],
  options: v.pipe(
    v.strictObject({
      executed,
      code: v.optional(v.picklist(CODES, CODES.join(', ')), '10000'),
      /** N only with 40004, not executed: the seller has too little money. */
      retryFlag: v.optional(v.picklist(['Y', 'N'], 'Y or N'), 'Y'),
    }),
    v.forward(
      v.check(
        (given) => given.retryFlag === 'Y' || (given.code === '40004' && !given.executed),
        'N goes with code=40004 and executed=no',
      ),
      ['retryFlag'],
    ),
  ),
  stage: (given) => (given.executed ? 'outcome' : 'call'),
  bend: (message: CallMessage | OutcomeMessage, { code, retryFlag: flag }) => {
    if (message.op !== 'CANCEL') return PASS
    const outTradeNo = numberOf(message)
    if (flag === 'N') {
      const subCode = 'ACQ.SELLER_BALANCE_NOT_ENOUGH'
      return { do: 'answer', outcome: { kind: 'failed', subCode, outTradeNo } }
    }
    // An unknown result of a cancel says Y by itself.
    if (code !== '10000') {
      const subCode = code === '20000' ? 'isp.unknow-error' : 'ACQ.SYSTEM_ERROR'
      return { do: 'answer', outcome: { kind: 'unknown', code, subCode, outTradeNo } }
    }
    if (message.stage === 'call') {
      return { do: 'answer', outcome: { kind: 'cancelled', outTradeNo, retryFlag: 'Y' } }
    }
    const { outcome } = message
    if (outcome.kind !== 'cancelled') return PASS
    return { do: 'answer', outcome: { ...outcome, retryFlag: 'Y' } }
  },
})
