import { mutant } from './mutant.ts'

export default mutant({
  name: 'refuses-duplicates',
  flaw: 'A notification of what is known already is answered `failure`.',
  bend: {
    notifyReply: (accepted, heard) => (accepted && heard !== 'known' ? 'success' : 'failure'),
  },
  must: { 'NTF-20': 'F' },
  may: ['NTF-09'],
})
