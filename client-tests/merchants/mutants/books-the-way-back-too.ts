import { mutant } from './mutant.ts'

export default mutant({
  name: 'books-the-way-back-too',
  flaw: 'The buyer who comes back with a genuine address is booked as a payment, also after the notification.',
  bend: { returnMeans: 'one-more' },
  must: { 'NTF-18': 'F' },
  may: ['ONE-06'],
})
