// A notification that tells of a refund: TRADE_SUCCESS with refund fields, or TRADE_CLOSED when all
// has gone back (002:L17-19; 004:L324,L335-341). It is no payment, although it looks like one.
import * as v from 'valibot'
import { SECOND } from '../values/instant.ts'
import { formatYuan } from '../values/money.ts'
import { count } from './options.ts'
import { fault } from './fault.ts'

export const refundNotification = fault({
  name: 'refund-notification',
  ids: ['N15'],
  about: 'Tells of a refund: the last one there was, or one that is made up.',
  ledger: 'Untouched: what has been refunded stays what it is.',
  options: v.strictObject({
    /** In fen; without it what has really been refunded, or else the whole payment. */
    amountFen: count(0),
    outRequestNo: v.optional(v.pipe(v.string('a number'), v.minLength(1, 'a number'))),
  }),
  stage: 'notification',
  bend: ({ content, lastRefund }, { amountFen, outRequestNo }, draw) => {
    const { totalFen, notifyAt, refund } = content
    const refundedFen = amountFen || (lastRefund?.totalFen ?? totalFen)
    const isWhole = refundedFen >= totalFen
    const bent = {
      ...content,
      state: isWhole ? 'TRADE_CLOSED' : 'TRADE_SUCCESS',
      refund: {
        ...refund,
        at: refund?.at ?? Math.floor(notifyAt / SECOND) * SECOND,
        refundedFen,
        number: outRequestNo ?? lastRefund?.outRequestNo ?? draw.digits('made_up_refund', 16),
      },
      ...(isWhole && { closedAt: content.closedAt ?? notifyAt }),
    }
    const bend = { kind: 'refund', note: `refund: ${formatYuan(refundedFen)}` } as const
    return { do: 'content', content: bent, bend }
  },
})
