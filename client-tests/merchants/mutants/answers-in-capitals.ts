import { mutant } from './mutant.ts'

export default mutant({
  name: 'answers-in-capitals',
  flaw: 'The reply to a notification is SUCCESS.',
  bend: { notifyReply: (accepted) => (accepted ? 'SUCCESS' : 'failure') },
  must: { 'NTF-09': 'F' },
  may: ['NTF-20'],
})
