import { mutant } from './mutant.ts'

export default mutant({
  name: 'books-refund-notices-as-well',
  flaw: 'A notification of a refund that is still under way makes an entry of its own.',
  bend: { refundNoticeAhead: 'another-entry' },
  must: { 'ONE-06': 'F' },
  may: ['NTF-16', 'REF-06'],
})
