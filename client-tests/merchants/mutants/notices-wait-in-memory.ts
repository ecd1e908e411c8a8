import { mutant } from './mutant.ts'

export default mutant({
  name: 'notices-wait-in-memory',
  flaw: 'A notification is acknowledged, and booked four seconds later by a queue that no restart survives.',
  bend: { bookingGapMs: 4_000 },
  must: { 'NTF-13': 'F', 'NTF-15': 'F' },
  may: ['CAN-04', 'NTF-18', 'ONE-01', 'ONE-06', 'NTF-07', 'ONE-02'],
})
