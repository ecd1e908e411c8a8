import { mutant } from './mutant.ts'

export default mutant({
  name: 'drops-notices-during-calls',
  flaw: 'A notification that arrives while a call about its order is under way is acknowledged and dropped.',
  bend: { heedsNoticesDuringCalls: false },
  must: { 'ONE-02': 'F' },
  may: ['NTF-13', 'ONE-06'],
})
