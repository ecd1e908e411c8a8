// The gateway says it does not know: 20000, or SYSTEM_ERROR under 40004 (000:L15; 003:L17-18).
import * as v from 'valibot'
import { executed, fault, type CallMessage, type OutcomeMessage } from './fault.ts'
import { numberOf } from './number-of.ts'

const SUB_CODES = [
  'isp.unknow-error',
  'ACQ.SYSTEM_ERROR',
  'aop.unknow-error',
  'AQC.SYSTEM_ERROR',
  'aop.ACQ.SYSTEM_ERROR',
] as const

const options = v.strictObject({
  executed,
  code: v.optional(v.picklist(['20000', '40004'], '20000 or 40004'), '20000'),
  subCode: v.optional(v.picklist(SUB_CODES, SUB_CODES.join(', ')), 'isp.unknow-error'),
})

export const unknown = fault({
  name: 'unknown',
  ids: ['F01', 'F02'],
  about: 'Answers 20000 "result unknown", whether or not the call was executed.',
  ledger: 'executed=no: nothing happened. executed=yes: everything happened.',
  options,
  catalogueId: (given) => (given.executed ? 'F02' : 'F01'),
  stage: (given) => (given.executed ? 'outcome' : 'call'),
  bend: (message: CallMessage | OutcomeMessage, { code, subCode }) => ({
    do: 'answer',
    outcome: { kind: 'unknown', code, subCode, outTradeNo: numberOf(message) },
  }),
})
