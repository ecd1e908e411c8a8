// A validly signed notification of an order that the merchant never opened (004:L159,L423).
import * as v from 'valibot'
import { fault } from './fault.ts'

export const unknownOrder = fault({
  name: 'unknown-order',
  ids: ['N09'],
  about: 'Notifies an out_trade_no, and a trade_no, that nobody knows.',
  ledger: 'Untouched: there is no such trade.',
  options: v.strictObject({
    outTradeNo: v.optional(
      v.pipe(v.string('an order number'), v.regex(/^[\w-]{1,64}$/, '1 to 64 letters and digits')),
    ),
  }),
  stage: 'notification',
  bend: ({ fields }, { outTradeNo }, draw) => {
    const out_trade_no = outTradeNo ?? `UNKNOWN${draw.digits('unknown_order', 16)}`
    const trade_no = (fields.trade_no ?? '').slice(0, 8) + draw.digits('unknown_order', 20)
    const bent = { ...fields, out_trade_no, trade_no }
    const bend = { kind: 'order', note: `out_trade_no: ${out_trade_no}` } as const
    return { do: 'fields', fields: bent, bend }
  },
})
