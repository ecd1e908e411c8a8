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
  bend: ({ content }, { outTradeNo }, draw) => {
    const orderNo = outTradeNo ?? `UNKNOWN${draw.digits('unknown_order', 16)}`
    const tradeNo = content.tradeNo.slice(0, 8) + draw.digits('unknown_order', 20)
    const bend = { kind: 'order', note: `out_trade_no: ${orderNo}` } as const
    return { do: 'content', content: { ...content, orderNo, tradeNo }, bend }
  },
})
