import { mutant } from './mutant.ts'

export default mutant({
  name: 'books-refunds-beyond-the-payment',
  flaw: 'Refunds are sent without adding them up, and booked whatever the answer.',
  bend: { beyondPaid: 'send-and-book' },
  must: { 'REF-03': 'F' },
  may: ['ONE-06'],
})
