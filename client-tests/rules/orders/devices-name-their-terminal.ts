// ORD-08: a till that is a device sends terminal_id with every payment.
import { declaredIn } from '../applicability.ts'
import { rule, verdictOf } from '../rule.ts'
import { shareOfOrders } from './share-of-orders.ts'

export const devicesNameTheirTerminal = rule({
  id: 'ORD-08',
  source: '004:L114-118',
  severity: 'minor',
  families: ['O'],
  title: ['terminal_id on every payment of a device', '机具传 terminal_id'],
  trigger: ['The merchant declares a device', '商户声明使用机具'],
  remedy: [
    'Send terminal_id with every PAY and PRECREATE of a device.',
    '机具的所有支付和预下单都传 terminal_id。',
  ],
  seenBy: 'traffic',
  needs: 'device',
  timeless: true,
  check(trace) {
    if (declaredIn(trace)?.device !== true) return verdictOf([])
    const all = { passShare: 1, warnShare: 1 }
    return shareOfOrders(trace, 'terminal_id', ({ text }) => text.terminalId !== undefined, all)
  },
})
