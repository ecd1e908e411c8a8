import { mutant } from './mutant.ts'

export default mutant({
  name: 'charges-then-refunds',
  flaw: 'Asked to charge again, it does so at once and gives the earlier payment back afterwards.',
  bend: { whenEarlierPaid: 'charge-then-refund' },
  must: { 'ONE-04': 'F' },
  may: ['ONE-03', 'ONE-06', 'POLL-06', 'QR-02', 'NTF-15'],
})
