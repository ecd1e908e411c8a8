import { mutant } from './mutant.ts'

export default mutant({
  name: 'query-storm',
  flaw: 'Unknown queries are repeated by ten threads side by side, every second.',
  bend: { queryRetry: { everyMs: 1_000, forMs: 60_000, atOnce: 10 } },
  must: { 'EXC-11': 'F' },
  may: [],
})
