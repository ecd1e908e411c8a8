// Notifications never arrive: the first few, or all of them (004:L403).
import * as v from 'valibot'
import { count } from './options.ts'
import { fault } from './fault.ts'
import { PASS } from './effects.ts'

export const loseNotification = fault({
  name: 'lose-notification',
  ids: ['N04'],
  about: 'Loses the first sends of a notification; 0 loses them all.',
  ledger: 'Untouched: the merchant must find out by asking.',
  options: v.strictObject({ first: count(0) }),
  stage: 'delivery',
  bend: ({ attempt }, { first }) => (first === 0 || attempt <= first ? { do: 'lose' } : PASS),
})
