import { mutant } from './mutant.ts'

export default mutant({
  name: 'bad-orders-under-new-numbers',
  flaw: 'Parameters that were refused are sent again as they are, each time under a new number.',
  bend: { freshNumbersAfterInvalid: 3 },
  must: { 'EXC-10': 'F' },
  may: [],
})
