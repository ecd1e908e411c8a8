import { mutant } from './mutant.ts'

export default mutant({
  name: 'books-without-a-lock',
  flaw: 'Between the look at the order and the entry there is a moment.',
  bend: { bookingGapMs: 50 },
  must: { 'NTF-15': 'F' },
  may: ['NTF-07', 'ONE-06'],
})
