// ORD-07: store_id is sent with every payment; without it coupons cannot be redeemed.
import { shareOfOrders } from './share-of-orders.ts'
import type { Rule } from '../rule.ts'

export const everyPaymentNamesItsStore: Rule = {
  id: 'ORD-07',
  source: '004:L108-112',
  check(trace, { shareWithStore: { passShare, warnShare } }) {
    return shareOfOrders(trace, 'store_id', ({ text }) => text.storeId !== undefined, {
      passShare,
      warnShare,
    })
  },
}
