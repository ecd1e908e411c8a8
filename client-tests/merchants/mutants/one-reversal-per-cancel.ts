import { mutant } from './mutant.ts'

export default mutant({
  name: 'one-reversal-per-cancel',
  flaw: 'Every answer to the same cancel is booked as a reversal of its own.',
  bend: { isReversalBooked: () => false },
  must: { 'CAN-05': 'F' },
  may: ['ONE-06'],
})
