import { mutant } from './mutant.ts'

export default mutant({
  name: 'storm-of-bad-orders',
  flaw: 'Parameters that were refused are sent under one new number after another, as fast as the line goes.',
  bend: { freshNumbersAfterInvalid: 60 },
  must: { 'EXC-10': 'F', 'EXC-11': 'F' },
  may: [],
})
