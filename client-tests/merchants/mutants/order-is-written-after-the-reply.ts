import { mutant } from './mutant.ts'

export default mutant({
  name: 'order-is-written-after-the-reply',
  flaw: 'The order is written after the reply of PAY: an early notification makes one of its own.',
  bend: { beforeReply: 'another-order' },
  must: { 'NTF-18': 'F' },
  may: ['NTF-07', 'NTF-15', 'ONE-06'],
})
