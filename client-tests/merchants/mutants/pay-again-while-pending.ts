import { mutant } from './mutant.ts'

export default mutant({
  name: 'pay-again-while-pending',
  flaw: 'The customer is charged again while the first payment may still succeed.',
  bend: { mayPayAgain: () => true },
  must: { 'POLL-06': 'F' },
  may: ['ONE-03', 'ONE-06'],
})
