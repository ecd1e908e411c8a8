import { mutant } from './mutant.ts'

export default mutant({
  name: 'books-and-answers-failure',
  flaw: 'Notifications are booked, and answered failure.',
  bend: { notifyReply: () => 'failure' },
  must: { 'NTF-09': 'F' },
  may: ['NTF-05', 'NTF-06', 'NTF-11', 'NTF-20', 'NTF-21'],
})
