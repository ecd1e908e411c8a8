import { mutant } from './mutant.ts'

export default mutant({
  name: 'success-with-newline',
  flaw: 'The reply to a notification is `success` and a line break.',
  bend: { notifyReply: (accepted) => (accepted ? 'success\n' : 'failure') },
  must: { 'NTF-09': 'F' },
  may: ['NTF-20'],
})
