import { mutant } from './mutant.ts'

export default mutant({
  name: 'unresolved-means-unpaid',
  flaw: 'A payment nobody could clear up in a minute is written down as unpaid.',
  bend: { unresolvedBelief: () => 'UNPAID' },
  must: { 'EXC-09': 'F' },
  may: ['EXC-08', 'ONE-06', 'CASH-01', 'CASH-03'],
})
