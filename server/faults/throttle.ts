// Too many calls, says the gateway (implied by 000:L14): a definite "not executed".
import * as v from 'valibot'
import { publicRefusal } from '../protocols/openapi/public-errors.table.ts'
import { fault } from './fault.ts'

const SUB_CODES = ['isv.app-call-limited', 'isv.method-call-limited'] as const

export const throttle = fault({
  name: 'throttle',
  ids: ['F25'],
  about: 'Answers 40005, call limited (HTTP 429 in v3).',
  ledger: 'Nothing happened.',
  options: v.strictObject({
    subCode: v.optional(v.picklist(SUB_CODES, SUB_CODES.join(' or ')), 'isv.app-call-limited'),
  }),
  stage: 'call',
  bend: (_message, { subCode }) => ({ do: 'answer', outcome: publicRefusal(subCode) }),
})
