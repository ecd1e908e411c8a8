import { mutant } from './mutant.ts'

export default mutant({
  name: 'unresolved-refund-is-failed',
  flaw: 'A refund that stayed unknown for a minute is written down as failed.',
  bend: { unresolvedRefund: 'FAILED' },
  must: { 'EXC-06': 'F' },
  may: ['ONE-06'],
})
