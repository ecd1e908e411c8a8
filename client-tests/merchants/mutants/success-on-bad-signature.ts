import { mutant } from './mutant.ts'

export default mutant({
  name: 'success-on-bad-signature',
  flaw: 'A notification whose signature is wrong is ignored, but answered `success`.',
  bend: {
    notifyReply: (accepted, heard) => (accepted || heard === 'forged' ? 'success' : 'failure'),
  },
  must: { 'NTF-02': 'F' },
  may: [],
})
