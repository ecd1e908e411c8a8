import { mutant } from './mutant.ts'

export default mutant({
  name: 'keeps-what-a-cancel-sent-back',
  flaw: 'A sale whose money a cancel has sent back stays PAID.',
  bend: { cancelEffect: (action) => (action === 'refund' ? 'paid' : 'unpaid') },
  must: { 'CAN-04': 'F' },
  may: ['REF-07', 'ONE-01', 'ONE-06'],
})
