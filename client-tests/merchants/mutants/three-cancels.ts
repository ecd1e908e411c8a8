import { mutant } from './mutant.ts'

export default mutant({
  name: 'three-cancels',
  flaw: 'A cancel is tried three times, 2 s apart, and then left to a human.',
  bend: { cancelRetry: { everyMs: 2_000, forMs: 4_000 } },
  must: { 'EXC-02': 'F' },
  may: ['REC-04', 'EXC-13', 'CAN-06', 'ONE-05'],
})
