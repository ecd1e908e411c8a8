import { mutant } from './mutant.ts'

export default mutant({
  name: 'replies-after-12s',
  flaw: 'A notification is answered after twelve seconds.',
  bend: { notifyReplyAfterMs: 12_000 },
  must: { 'NTF-12': 'F' },
  may: [],
})
