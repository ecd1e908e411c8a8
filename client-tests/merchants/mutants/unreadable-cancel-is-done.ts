import { cancelSucceeded } from '../exemplary/classify.ts'
import type { Reply } from '../exemplary/ports.ts'
import { mutant } from './mutant.ts'

const isNoJson = (reply: Reply) => reply.kind === 'unknown' && reply.why.includes('JSON')

export default mutant({
  name: 'unreadable-cancel-is-done',
  flaw: 'A reply to a cancel that is no JSON is taken for its success.',
  bend: { cancelSucceeded: (reply) => isNoJson(reply) || cancelSucceeded(reply) },
  must: { 'EXC-13': 'F' },
  may: ['ONE-05', 'ONE-06', 'CASH-03'],
})
