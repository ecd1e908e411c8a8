// A notification of a state that the trade has left, or never was in: waiting after the payment,
// closed although paid, closed long after (004:L345-359,L423).
import * as v from 'valibot'
import { span } from './options.ts'
import { fault } from './fault.ts'
import { sendState } from './sent-state.ts'

const STATUSES = ['WAIT_BUYER_PAY', 'TRADE_CLOSED'] as const

export const staleState = fault({
  name: 'stale-state',
  ids: ['N17'],
  about:
    'Tells WAIT_BUYER_PAY or TRADE_CLOSED in place of the genuine state, or behind it, by `after`.',
  ledger: 'Untouched: the trade stays in the state it is in.',
  options: v.strictObject({
    status: v.optional(v.picklist(STATUSES, STATUSES.join(' or ')), 'TRADE_CLOSED'),
    afterMs: span(0),
  }),
  stage: 'notification',
  bend: (message, { status, afterMs }) => sendState(message, status, afterMs),
})
