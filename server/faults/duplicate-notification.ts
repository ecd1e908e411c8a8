// The same notification more than once, one after the other or all at once, under the same or a
// new notify_id (004:L395,L405; 001:L129).
import * as v from 'valibot'
import { count, span } from './options.ts'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'

export const duplicateNotification = fault({
  name: 'duplicate-notification',
  ids: ['N01'],
  about: 'Sends extra copies of a notification.',
  ledger: 'Untouched: one payment, however often it is told.',
  options: v.strictObject({
    copies: count(1),
    /** 0 sends them in parallel. */
    gapMs: span(1_000),
    notifyId: v.optional(v.picklist(['same', 'new'], 'same or new'), 'same'),
  }),
  stage: 'delivery',
  bend: ({ attempt }, { copies, gapMs, notifyId }) =>
    attempt === 1 ? { do: 'repeat', copies, gapMs, newId: notifyId === 'new' } : PASS,
})
