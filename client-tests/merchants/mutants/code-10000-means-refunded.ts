import { classifyRefund } from '../exemplary/classify.ts'
import { mutant } from './mutant.ts'

export default mutant({
  name: 'code-10000-means-refunded',
  flaw: 'A refund answered 10000 counts as made, whatever fund_change says.',
  bend: {
    classifyRefund: (reply) =>
      reply.kind === 'answered' && reply.code === '10000' ? 'done' : classifyRefund(reply),
  },
  must: { 'REF-10': 'F' },
  may: ['ONE-06', 'CASH-01'],
})
