// The cancel is refused for good: too late, frozen, finished (000:L34; 003:L30; 001:L43). The money
// is where it was, and a refund is the way left.
import * as v from 'valibot'
import { fault } from './fault.ts'

const SUB_CODES = [
  'ACQ.TRADE_CANCEL_TIME_OUT',
  'ACQ.TRADE_HAS_FINISHED',
  'ACQ.REASON_TRADE_BEEN_FREEZEN',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR',
  'ACQ.SELLER_BALANCE_NOT_ENOUGH',
  'ACQ.CANCEL_NOT_ALLOWED',
] as const

export const cancelRefused = fault({
  name: 'cancel-refused',
  ids: ['F21'],
  about: 'CANCEL answers 40004 TRADE_CANCEL_TIME_OUT, or another refusal of a cancel.',
  ledger: 'The trade stays as it was.',
  ops: ['CANCEL'],
  options: v.strictObject({
    subCode: v.optional(v.picklist(SUB_CODES, SUB_CODES.join(', ')), 'ACQ.TRADE_CANCEL_TIME_OUT'),
  }),
  stage: 'call',
  bend: ({ outTradeNo }, { subCode }) => ({
    do: 'answer',
    outcome: { kind: 'failed', subCode, outTradeNo },
  }),
})
