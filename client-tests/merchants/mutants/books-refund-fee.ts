import { fenOf } from '../exemplary/yuan.ts'
import { mutant } from './mutant.ts'

export default mutant({
  name: 'books-refund-fee',
  flaw: 'refund_fee, the total so far, is booked as what this refund gave back.',
  bend: {
    refundedFen: (reply, askedFen) =>
      reply?.kind === 'answered' ? (fenOf(reply.fields['refund_fee'] ?? '') ?? askedFen) : askedFen,
  },
  must: { 'REF-05': 'F' },
  may: ['ONE-06', 'NTF-16'],
})
