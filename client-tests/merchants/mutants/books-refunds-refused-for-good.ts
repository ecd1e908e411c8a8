import { classifyRefund } from '../exemplary/classify.ts'
import { mutant } from './mutant.ts'

export default mutant({
  name: 'books-refunds-refused-for-good',
  flaw: 'A refund refused because the trade is finished is booked as made.',
  bend: {
    classifyRefund: (reply) =>
      reply.kind === 'answered' && reply.subCode === 'ACQ.TRADE_HAS_FINISHED'
        ? 'done'
        : classifyRefund(reply),
  },
  must: { 'REF-08': 'F' },
  may: ['ONE-06'],
})
