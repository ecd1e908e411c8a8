import { mutant } from './mutant.ts'

export default mutant({
  name: 'never-fetches-the-bill',
  flaw: 'Nobody asks for the bill of a day.',
  bend: { fetchesBill: false },
  must: { 'REC-01': 'F' },
  may: [],
})
