// The gateway says that the order number has been used: with other data, paid, or closed (000:L29;
// 002:L5). Only a query tells what became of it.
import * as v from 'valibot'
import type { Refusal } from '../trade/refusals.ts'
import { executed, fault, type CallMessage, type OutcomeMessage } from './fault.ts'
import { numberOf } from './number-of.ts'

const REFUSALS = {
  CONTEXT_INCONSISTENT: 'OrderChanged',
  TRADE_HAS_SUCCESS: 'TradeAlreadyPaid',
  TRADE_HAS_CLOSE: 'TradeAlreadyClosed',
} as const satisfies Record<string, Refusal>
const REASONS = ['CONTEXT_INCONSISTENT', 'TRADE_HAS_SUCCESS', 'TRADE_HAS_CLOSE'] as const

export const duplicateNumber = fault({
  name: 'duplicate-number',
  ids: ['F26'],
  about: 'PAY or PRECREATE answers CONTEXT_INCONSISTENT, TRADE_HAS_SUCCESS or TRADE_HAS_CLOSE.',
  ledger:
    'executed=no: nothing happened. executed=yes: everything happened, and the reply denies it.',
  ops: ['PAY', 'PRECREATE', 'CREATE'],
  options: v.strictObject({
    executed,
    reason: v.optional(v.picklist(REASONS, REASONS.join(', ')), 'CONTEXT_INCONSISTENT'),
  }),
  stage: (given) => (given.executed ? 'outcome' : 'call'),
  bend: (message: CallMessage | OutcomeMessage, { reason }) => ({
    do: 'answer',
    outcome: { kind: 'refused', refusal: REFUSALS[reason], outTradeNo: numberOf(message) },
  }),
})
