// Somebody sends the buyer's browser to the merchant's return_url as if the order had been paid:
// unsigned, signed by a stranger, or with a field changed. Happens when the buyer leaves unpaid.
import * as v from 'valibot'
import { PASS } from './effects.ts'
import { fault } from './fault.ts'
import { forge, VARIANTS } from './forge-notification.ts'

export const forgeReturn = fault({
  name: 'forge-return',
  ids: ['N21'],
  about: 'A buyer who leaves the cashier unpaid comes back with a forged return_url.',
  ledger: 'Untouched: nothing was paid.',
  ops: ['CASHIER'],
  options: v.strictObject({
    variant: v.optional(v.picklist(VARIANTS, VARIANTS.join(', ')), 'none'),
  }),
  stage: 'return',
  bend: (message, { variant }, draw) =>
    message.isPaid ? PASS : forge(message, variant, () => draw.digits('forged', 64)),
})
