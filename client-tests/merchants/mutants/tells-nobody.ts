import { mutant } from './mutant.ts'

export default mutant({
  name: 'tells-nobody',
  flaw: 'What a minute of retries could not clear up is written down nowhere.',
  bend: { recordsForPeople: false },
  must: { 'EXC-03': 'F' },
  may: ['CASH-04'],
})
