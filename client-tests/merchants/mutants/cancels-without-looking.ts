import { mutant } from './mutant.ts'

export default mutant({
  name: 'cancels-without-looking',
  flaw: 'After the last query it cancels without looking whether the notification has come meanwhile.',
  bend: { looksAgainAfterReply: false },
  must: { 'ONE-02': 'F' },
  may: [],
})
