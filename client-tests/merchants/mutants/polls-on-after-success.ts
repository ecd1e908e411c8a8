import { mutant } from './mutant.ts'

export default mutant({
  name: 'polls-on-after-success',
  flaw: 'Goes on polling for half a minute after it has been told that the buyer paid.',
  bend: { pollOnAfterPaidMs: 30_000 },
  must: { 'POLL-04': 'F' },
  may: [],
})
