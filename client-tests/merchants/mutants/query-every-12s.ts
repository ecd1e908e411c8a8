import { mutant } from './mutant.ts'

export default mutant({
  name: 'query-every-12s',
  flaw: 'Queries come every 12 s.',
  bend: { pollEveryMs: 12_000 },
  must: { 'POLL-02': 'F' },
  may: [],
})
