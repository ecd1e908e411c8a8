import { mutant } from './mutant.ts'

export default mutant({
  name: 'finished-is-fulfilled-again',
  flaw: 'TRADE_FINISHED after the payment is booked as one more.',
  bend: { finishedNotice: 'payment' },
  must: { 'NTF-17': 'F' },
  may: ['ONE-06'],
})
