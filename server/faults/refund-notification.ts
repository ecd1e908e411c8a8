// A notification that tells of a refund: TRADE_SUCCESS with refund fields, or TRADE_CLOSED when all
// has gone back (002:L17-19; 004:L324,L335-341). It is no payment, although it looks like one.
import * as v from 'valibot'
import { formatYuan, parseYuan } from '../values/money.ts'
import { count } from './options.ts'
import { fault } from './fault.ts'
import { without } from './told-state.ts'

const OF_A_PAYMENT = [
  'receipt_amount',
  'invoice_amount',
  'buyer_pay_amount',
  'point_amount',
  'fund_bill_list',
]

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
  bend: ({ fields, lastRefund }, { amountFen, outRequestNo }, draw) => {
    const totalFen = parseYuan(fields.total_amount) ?? 0
    const refundedFen = amountFen || (lastRefund?.totalFen ?? totalFen)
    const at = fields.notify_time ?? ''
    const isWhole = refundedFen >= totalFen
    const bent = {
      ...without(fields, OF_A_PAYMENT),
      trade_status: isWhole ? 'TRADE_CLOSED' : 'TRADE_SUCCESS',
      gmt_refund: fields.gmt_refund ?? `${at}.000`,
      refund_fee: formatYuan(refundedFen),
      out_biz_no: outRequestNo ?? lastRefund?.outRequestNo ?? draw.digits('made_up_refund', 16),
      ...(isWhole && { gmt_close: fields.gmt_close ?? at }),
    }
    const bend = { kind: 'refund', note: `refund: ${bent.refund_fee}` } as const
    return { do: 'fields', fields: bent, bend }
  },
})
