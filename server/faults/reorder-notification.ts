// Two notifications of one order arrive the wrong way round: the earlier is overtaken by the later
// (002:L33; 001:L83-84).
import * as v from 'valibot'
import { span } from './options.ts'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'

export const reorderNotification = fault({
  name: 'reorder-notification',
  ids: ['N03'],
  about: "Holds a notification back until the order's next one has been sent.",
  ledger: 'Untouched: what happened first stays first.',
  options: v.strictObject({
    /** Sent after this long even if there is no next one. */
    atLatestMs: span(60_000),
  }),
  stage: 'notification',
  bend: ({ attempt, isAnotherHeld }, { atLatestMs }) =>
    attempt === 1 && !isAnotherHeld ? { do: 'delay', delayMs: atLatestMs, behindNext: true } : PASS,
})
