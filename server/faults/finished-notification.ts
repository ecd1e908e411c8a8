// TRADE_FINISHED: the payment of a product without refunds, or the end of the time for refunds
// (002:L21-22; 004:L425-429). It means paid, and comes a second time after TRADE_SUCCESS.
import * as v from 'valibot'
import { span } from './options.ts'
import { fault } from './fault.ts'
import { sendState } from './sent-state.ts'

export const finishedNotification = fault({
  name: 'finished-notification',
  ids: ['N16'],
  about: 'Tells TRADE_FINISHED in place of the genuine state, or behind it, by `after`.',
  ledger: 'Untouched: the trade stays in the state it is in.',
  options: v.strictObject({ afterMs: span(0) }),
  stage: 'notification',
  bend: (message, { afterMs }) => sendState(message, 'TRADE_FINISHED', afterMs),
})
