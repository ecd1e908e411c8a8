import { mutant } from './mutant.ts'

export default mutant({
  name: 'refund-notification-sets-the-state',
  flaw: 'The state in the notification of a refund, TRADE_SUCCESS, makes the refunded sale a paid one again.',
  bend: { refundNotice: 'state-only' },
  must: { 'NTF-16': 'F' },
  may: ['ONE-06'],
})
