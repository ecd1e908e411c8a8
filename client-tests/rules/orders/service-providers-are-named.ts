// ORD-09: whoever came through a service provider sends that provider's id with every payment.
import { declaredIn } from '../applicability.ts'
import { rule, verdictOf } from '../rule.ts'
import { shareOfOrders } from './share-of-orders.ts'

export const serviceProvidersAreNamed = rule({
  id: 'ORD-09',
  source: '004:L120-124',
  severity: 'minor',
  families: ['O'],
  title: ["The service provider's id", 'ISV 返佣参数'],
  trigger: ['The merchant declares a service provider', '商户声明服务商模式'],
  remedy: [
    'Send extend_params.sys_service_provider_id with every PAY and PRECREATE.',
    '所有订单都传 extend_params.sys_service_provider_id。',
  ],
  seenBy: 'traffic',
  needs: 'provider',
  timeless: true,
  check(trace) {
    const providerId = declaredIn(trace)?.providerId
    if (providerId === undefined) return verdictOf([])
    const all = { passShare: 1, warnShare: 1 }
    const field = 'extend_params.sys_service_provider_id'
    return shareOfOrders(trace, field, ({ text }) => text.providerId === providerId, all)
  },
})
