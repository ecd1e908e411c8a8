import { mutant } from './mutant.ts'

export default mutant({
  name: 'believes-replies-of-other-orders',
  flaw: 'A signed reply is believed, whatever order it is about.',
  bend: { believesReplies: 'signed' },
  must: { 'EXC-13': 'F' },
  may: ['CASH-03', 'EXC-04', 'NTF-14', 'ONE-01', 'ONE-05', 'ONE-06'],
})
