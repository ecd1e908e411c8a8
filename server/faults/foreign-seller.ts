// A validly signed notification of a payment that somebody else received (004:L423).
import * as v from 'valibot'
import { fault } from './fault.ts'

const sellerId = v.pipe(v.string('a seller_id'), v.regex(/^2088\d{12}$/, '2088…'))

export const foreignSeller = fault({
  name: 'foreign-seller',
  ids: ['N08'],
  about: 'Notifies another seller_id and seller_email than the order has.',
  ledger: 'Untouched.',
  options: v.strictObject({
    sellerId: v.optional(sellerId),
    /** Accounts of one merchant: the first that is not the order's own is named. */
    sellerIds: v.optional(v.array(sellerId)),
  }),
  stage: 'notification',
  bend: ({ content }, { sellerId: wanted, sellerIds = [] }, draw) => {
    const another = sellerIds.find((one) => one !== content.sellerId)
    const sellerId = wanted ?? another ?? `2088${draw.digits('foreign_seller', 12)}`
    const sellerEmail = `${draw.letters('foreign_seller', 8)}@sandbox.com`
    const bend = { kind: 'seller', note: `seller_id: ${sellerId}` } as const
    return { do: 'content', content: { ...content, sellerId, sellerEmail }, bend }
  },
})
