// ORD-09: whoever came through a service provider sends that provider's id with every payment.
import { declaredIn } from '../applicability.ts'
import { verdictOf, type Rule } from '../rule.ts'
import { shareOfOrders } from './share-of-orders.ts'

export const serviceProvidersAreNamed: Rule = {
  id: 'ORD-09',
  source: '004:L120-124',
  check(trace) {
    const providerId = declaredIn(trace)?.providerId
    if (providerId === undefined) return verdictOf([])
    const all = { passShare: 1, warnShare: 1 }
    const field = 'extend_params.sys_service_provider_id'
    return shareOfOrders(trace, field, ({ text }) => text.providerId === providerId, all)
  },
}
