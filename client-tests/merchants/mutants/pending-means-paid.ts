import { mutant } from './mutant.ts'

export default mutant({
  name: 'pending-means-paid',
  flaw: 'Shows the sale as paid on 10003, and goes on polling.',
  bend: { shownAfterPending: 'PAID' },
  must: { 'POLL-08': 'F' },
  may: ['ONE-01'],
})
