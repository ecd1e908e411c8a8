import { mutant } from './mutant.ts'

export default mutant({
  name: 'last-message-wins',
  flaw: 'Whatever a notification says is the state from then on.',
  bend: { lateNotice: 'believe' },
  must: { 'NTF-19': 'F' },
  may: ['REC-03', 'REC-05', 'REF-07', 'ONE-01', 'ONE-02', 'ONE-06'],
})
