import { mutant } from './mutant.ts'

export default mutant({
  name: 'voids-slow-payments',
  flaw: 'A payment whose reply took longer than two seconds is taken for failed and cancelled.',
  bend: { keepsPayment: (tookMs) => tookMs <= 2_000 },
  must: { 'ONE-02': 'F' },
  may: ['ONE-01', 'ONE-06'],
})
