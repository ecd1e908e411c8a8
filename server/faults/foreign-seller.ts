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
  bend: ({ fields }, { sellerId, sellerIds = [] }, draw) => {
    const another = sellerIds.find((one) => one !== fields['seller_id'])
    const seller_id = sellerId ?? another ?? `2088${draw.digits('foreign_seller', 12)}`
    const seller_email = `${draw.letters('foreign_seller', 8)}@sandbox.com`
    const bent = { ...fields, seller_id, seller_email }
    const bend = { kind: 'seller', note: `seller_id: ${seller_id}` } as const
    return { do: 'fields', fields: bent, bend }
  },
})
