// Queries lag behind the books for a while after a payment: they still show a waiting trade, or
// none (implied by 004:L167-169).
import * as v from 'valibot'
import { span } from './options.ts'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'

export const staleQuery = fault({
  name: 'stale-query',
  ids: ['F17'],
  about: 'For a while (`delta`) after the payment QUERY shows the trade as it was before.',
  ledger: 'Paid; only the query lags.',
  ops: ['QUERY'],
  options: v.strictObject({
    deltaMs: span(6_000),
    shows: v.optional(v.picklist(['WAIT', 'NOTEXIST'], 'WAIT or NOTEXIST'), 'WAIT'),
  }),
  stage: 'outcome',
  bend: ({ outcome, now }, { deltaMs, shows }) => {
    if (outcome.kind !== 'state') return PASS
    const { trade } = outcome
    if (trade.paidAt === undefined || now >= trade.paidAt + deltaMs) return PASS
    return {
      do: 'answer',
      outcome:
        shows === 'WAIT'
          ? { ...outcome, shown: 'WAIT_BUYER_PAY' }
          : { kind: 'refused', refusal: 'TradeNotFound', outTradeNo: trade.outTradeNo },
    }
  },
})
