import { mutant } from './mutant.ts'

export default mutant({
  name: 'answers-twice',
  flaw: 'The reply to a notification is the word success, and the word once more.',
  bend: { notifyReply: (accepted) => (accepted ? 'successsuccess' : 'failure') },
  must: { 'NTF-09': 'F' },
  may: ['NTF-20'],
})
