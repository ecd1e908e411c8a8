import { mutant } from './mutant.ts'

export default mutant({
  name: 'slow-retry-of-unknown-query',
  flaw: 'A query that fails while polling is asked again only after 10 s.',
  bend: { pollRetry: { everyMs: 10_000, forMs: 60_000 } },
  must: { 'EXC-01': 'F' },
  may: [],
})
