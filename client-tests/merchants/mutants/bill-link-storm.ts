import { mutant } from './mutant.ts'

export default mutant({
  name: 'bill-link-storm',
  flaw: 'Thirty links to one bill are asked for side by side.',
  bend: { billRetry: { everyMs: 10_000, forMs: 120_000, atOnce: 30 } },
  must: { 'EXC-11': 'F' },
  may: [],
})
