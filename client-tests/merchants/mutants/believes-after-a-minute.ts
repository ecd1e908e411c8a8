import { mutant } from './mutant.ts'

export default mutant({
  name: 'believes-after-a-minute',
  flaw: 'An unresolved payment is taken as paid when no human looked at it for a minute.',
  bend: { acceptUnresolvedAfterMs: 60_000 },
  must: { 'ONE-01': 'F' },
  may: ['EXC-08', 'ONE-05', 'ONE-06', 'REF-07', 'CASH-01', 'CASH-03'],
})
