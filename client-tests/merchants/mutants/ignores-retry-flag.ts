import { mutant } from './mutant.ts'

export default mutant({
  name: 'ignores-retry-flag',
  flaw: 'A cancel with code 10000 counts as done although retry_flag says Y.',
  bend: { cancelSucceeded: (reply) => reply.kind === 'answered' && reply.code === '10000' },
  must: { 'CAN-01': 'F' },
  may: ['ONE-05', 'ONE-06', 'CASH-03'],
})
