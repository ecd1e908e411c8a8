import { mutant } from './mutant.ts'

export default mutant({
  name: 'two-sales-under-one-number',
  flaw: 'The first two sales of a day get the same order number.',
  bend: { attemptNumber: (fresh) => `N${Math.max(Number(fresh.slice(-6)) - 1, 1)}` },
  must: { 'ORD-01': 'F' },
  may: ['ONE-01', 'ONE-06', 'NTF-20'],
})
