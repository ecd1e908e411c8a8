import { classifyRefund } from '../exemplary/classify.ts'
import type { Reply } from '../exemplary/ports.ts'
import { mutant } from './mutant.ts'

const isNoJson = (reply: Reply) => reply.kind === 'unknown' && reply.why.includes('JSON')

export default mutant({
  name: 'unreadable-refund-is-done',
  flaw: 'A reply to a refund that is no JSON is taken for its success.',
  bend: { classifyRefund: (reply) => (isNoJson(reply) ? 'done' : classifyRefund(reply)) },
  must: { 'EXC-13': 'F' },
  may: ['ONE-06', 'EXC-05'],
})
