// A validly signed notification whose amount is not the order's: a fen off, or a hundred times as
// much (004:L159,L423). Or one whose amount was changed after signing.
import * as v from 'valibot'
import { formatYuan, type Fen } from '../values/money.ts'
import type { DeliveryEffect, NotificationEffect } from './effects.ts'
import { fault } from './fault.ts'
import type { DeliveryMessage, NotificationMessage } from './messages.ts'

const options = v.strictObject({
  /** In fen, added to the order's amount; one fen less unless `times` is given. */
  byFen: v.optional(v.pipe(v.number(), v.integer('a whole number of fen'))),
  times: v.optional(v.pipe(v.number(), v.integer('a whole number')), 1),
  tampered: v.optional(v.boolean(), false),
})

type Given = v.InferOutput<typeof options>

export const wrongAmount = fault({
  name: 'wrong-amount',
  ids: ['N06'],
  about: 'Notifies another total_amount than the order has.',
  ledger: 'Untouched.',
  options,
  stage: (given) => (given.tampered ? 'delivery' : 'notification'),
  bends: {
    notification: ({ content }: NotificationMessage, given: Given): NotificationEffect => {
      const totalFen = wrong(content.totalFen, given)
      return { do: 'content', content: { ...content, totalFen }, bend: bendTo(totalFen) }
    },
    delivery: (message: DeliveryMessage, given: Given): DeliveryEffect => {
      const totalFen = wrong(message.totalFen, given)
      const { signature } = message
      return { do: 'forge', change: { totalFen }, signature, bend: bendTo(totalFen) }
    },
  },
})

function wrong(totalFen: Fen, { byFen, times }: Given): Fen {
  const moreFen = byFen ?? (times === 1 ? -1 : 0)
  return Math.max(1, totalFen * times + moreFen)
}

const bendTo = (totalFen: Fen) =>
  ({ kind: 'amount', note: `amount: ${formatYuan(totalFen)}` }) as const
