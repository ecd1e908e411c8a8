// CANCEL answers 10000 but retry_flag=Y: not done, call again (003:L41-42).
import * as v from 'valibot'
import { executed, fault, PASS, type CallMessage, type OutcomeMessage } from './fault.ts'

export const retryFlag = fault({
  name: 'retry-flag',
  ids: ['F20'],
  about: 'CANCEL answers 10000 with retry_flag=Y.',
  ledger: 'executed=no: the trade stays as it was. executed=yes: it is cancelled all the same.',
  ops: ['CANCEL'],
  options: v.strictObject({ executed }),
  stage: (given) => (given.executed ? 'outcome' : 'call'),
  bend: (message: CallMessage | OutcomeMessage) => {
    if (message.op !== 'CANCEL') return PASS
    if (message.stage === 'call') {
      const { outTradeNo } = message
      return { do: 'answer', outcome: { kind: 'cancelled', outTradeNo, retryFlag: 'Y' } }
    }
    const { outcome } = message
    if (outcome.kind !== 'cancelled') return PASS
    return { do: 'answer', outcome: { ...outcome, retryFlag: 'Y' } }
  },
})
