import { mutant } from './mutant.ts'

export default mutant({
  name: 'ignores-amount',
  flaw: 'The amount of a notification is not compared with the order.',
  bend: { matchAmount: () => true },
  must: { 'NTF-05': 'F' },
  may: ['ONE-01', 'ONE-05', 'ONE-06'],
})
