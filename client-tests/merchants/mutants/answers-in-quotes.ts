import { mutant } from './mutant.ts'

export default mutant({
  name: 'answers-in-quotes',
  flaw: 'The reply to a notification is the word success in quotes.',
  bend: { notifyReply: (accepted) => (accepted ? '"success"' : 'failure') },
  must: { 'NTF-09': 'F' },
  may: ['NTF-20'],
})
