// A validly signed notification whose amount is not the order's: a fen off, or a hundred times as
// much (004:L159,L423). Or one whose amount was changed after signing.
import * as v from 'valibot'
import { formatYuan, parseYuan } from '../values/money.ts'
import { fault } from './fault.ts'
import type { DeliveryMessage, NotificationMessage } from './messages.ts'

const options = v.strictObject({
  /** In fen, added to the order's amount; one fen less unless `times` is given. */
  byFen: v.optional(v.pipe(v.number(), v.integer('a whole number of fen'))),
  times: v.optional(v.pipe(v.number(), v.integer('a whole number')), 1),
  tampered: v.optional(v.boolean(), false),
})

export const wrongAmount = fault({
  name: 'wrong-amount',
  ids: ['N06'],
  about: 'Notifies another total_amount than the order has.',
  ledger: 'Untouched.',
  options,
  stage: (given) => (given.tampered ? 'delivery' : 'notification'),
  bend: ({ fields }: NotificationMessage | DeliveryMessage, { byFen, times }) => {
    const totalFen = parseYuan(fields.total_amount) ?? 0
    const moreFen = byFen ?? (times === 1 ? -1 : 0)
    const total_amount = formatYuan(Math.max(1, totalFen * times + moreFen))
    const bend = { kind: 'amount', note: `amount: ${total_amount}` } as const
    return { do: 'fields', fields: { ...fields, total_amount }, bend }
  },
})
