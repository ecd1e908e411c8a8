import { mutant } from './mutant.ts'

export default mutant({
  name: 'trusts-unsigned-replies',
  flaw: 'Replies of the gateway are read and not verified.',
  bend: { believesReplies: 'own' },
  must: { 'EXC-13': 'F', 'EXC-04': 'F' },
  may: ['CASH-03', 'EXC-01', 'EXC-02', 'EXC-03', 'EXC-05', 'EXC-09', 'ONE-01', 'ONE-06'],
})
