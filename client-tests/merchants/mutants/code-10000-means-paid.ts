import { classifyQuery } from '../exemplary/classify.ts'
import { mutant } from './mutant.ts'

export default mutant({
  name: 'code-10000-means-paid',
  flaw: 'A query that worked is taken for a payment that worked.',
  bend: {
    classifyQuery: (reply) =>
      reply.kind === 'answered' && reply.code === '10000' ? 'paid' : classifyQuery(reply),
  },
  must: { 'POLL-09': 'F' },
  may: [
    'POLL-03',
    'POLL-05',
    'ONE-01',
    'ONE-05',
    'ONE-06',
    'REF-07',
    'NTF-01',
    'NTF-06',
    'CASH-01',
    'CASH-03',
    'REC-05',
    'NTF-19',
  ],
})
