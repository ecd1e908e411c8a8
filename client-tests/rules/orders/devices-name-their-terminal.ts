// ORD-08: a till that is a device sends terminal_id with every payment.
import { declaredIn } from '../applicability.ts'
import { verdictOf, type Rule } from '../rule.ts'
import { shareOfOrders } from './share-of-orders.ts'

export const devicesNameTheirTerminal: Rule = {
  id: 'ORD-08',
  source: '004:L114-118',
  check(trace) {
    if (declaredIn(trace)?.device !== true) return verdictOf([])
    const all = { passShare: 1, warnShare: 1 }
    return shareOfOrders(trace, 'terminal_id', ({ text }) => text.terminalId !== undefined, all)
  },
}
