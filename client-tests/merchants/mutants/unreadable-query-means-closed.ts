import { classifyQuery } from '../exemplary/classify.ts'
import type { Reply } from '../exemplary/ports.ts'
import { mutant } from './mutant.ts'

const isNoJson = (reply: Reply) => reply.kind === 'unknown' && reply.why.includes('JSON')

export default mutant({
  name: 'unreadable-query-means-closed',
  flaw: 'A reply to a query that is no JSON is taken for a trade that was closed.',
  bend: { classifyQuery: (reply) => (isNoJson(reply) ? 'closed-unpaid' : classifyQuery(reply)) },
  must: { 'EXC-13': 'F' },
  may: ['QR-02', 'EXC-03', 'EXC-09', 'NTF-14', 'ONE-05', 'ONE-06'],
})
