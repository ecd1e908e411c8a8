// The notification comes late (002:L33).
import * as v from 'valibot'
import { span } from './options.ts'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'

export const delayNotification = fault({
  name: 'delay-notification',
  ids: ['N02'],
  about: 'Sends the first notification later, by `delay`.',
  ledger: 'Untouched.',
  options: v.strictObject({ delayMs: span(10_000) }),
  stage: 'notification',
  bend: ({ attempt }, { delayMs }) => (attempt === 1 ? { do: 'delay', delayMs } : PASS),
})
