// ORD-07: store_id is sent with every payment; without it coupons cannot be redeemed.
import { shareOfOrders } from './share-of-orders.ts'
import { rule } from '../rule.ts'

export const everyPaymentNamesItsStore = rule({
  id: 'ORD-07',
  source: '004:L108-112',
  severity: 'minor',
  families: ['O'],
  title: ['store_id on every payment', '必传 storeid'],
  trigger: ['An order was sent', '发送了支付或预下单'],
  remedy: ['Send store_id with every PAY and PRECREATE.', '所有支付和预下单都传 store_id。'],
  seenBy: 'traffic',
  timeless: true,
  check(trace, { shareWithStore: { passShare, warnShare } }) {
    return shareOfOrders(trace, 'store_id', ({ text }) => text.storeId !== undefined, {
      passShare,
      warnShare,
    })
  },
})
