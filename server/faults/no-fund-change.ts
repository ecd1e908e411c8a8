// REFUND answers success with fund_change=N, as to a repeated refund: whether money moved, only the
// refund query tells (004:L198).
import * as v from 'valibot'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'

export const noFundChange = fault({
  name: 'no-fund-change',
  ids: ['F23'],
  about: 'REFUND answers fund_change=N although it has just moved the money.',
  ledger: 'Refunded once, by this call or before it.',
  ops: ['REFUND'],
  options: v.strictObject({}),
  stage: 'outcome',
  bend: ({ outcome }) =>
    outcome.kind === 'refunded' && outcome.moved
      ? { do: 'answer', outcome: { ...outcome, moved: false } }
      : PASS,
})
