import { mutant } from './mutant.ts'

export default mutant({
  name: 'waiting-means-paid',
  flaw: 'WAIT_BUYER_PAY in a notification is taken for a payment.',
  bend: { isPaidStatus: (tradeStatus) => tradeStatus !== 'TRADE_CLOSED' },
  must: { 'NTF-08': 'F' },
  may: ['ONE-01', 'ONE-05', 'ONE-06'],
})
