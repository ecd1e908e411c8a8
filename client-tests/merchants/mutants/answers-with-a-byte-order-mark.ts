import { mutant } from './mutant.ts'

export default mutant({
  name: 'answers-with-a-byte-order-mark',
  flaw: 'Before the word success stands the byte order mark of the file.',
  bend: { notifyReply: (accepted) => (accepted ? '\uFEFFsuccess' : 'failure') },
  must: { 'NTF-09': 'F' },
  may: ['NTF-20'],
})
