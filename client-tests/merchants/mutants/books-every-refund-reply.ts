import { mutant } from './mutant.ts'

export default mutant({
  name: 'books-every-refund-reply',
  flaw: 'An answer that repeats an earlier one is booked as another refund.',
  bend: { entriesOfReplay: 2 },
  must: { 'REF-06': 'F' },
  may: ['NTF-16', 'ONE-06'],
})
