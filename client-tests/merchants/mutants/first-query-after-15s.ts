import { mutant } from './mutant.ts'

export default mutant({
  name: 'first-query-after-15s',
  flaw: 'The first query comes 15 s after 10003.',
  bend: { firstQueryAfterMs: 15_000 },
  must: { 'POLL-01': 'F' },
  may: [],
})
