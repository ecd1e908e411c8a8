import { mutant } from './mutant.ts'

export default mutant({
  name: 'compares-totals-only',
  flaw: 'The bill is added up, and its rows are looked at no further.',
  bend: { compareBill: () => ({ discrepancies: [], cancelRefunds: [] }) },
  must: { 'REC-03': 'F' },
  may: ['REC-04'],
})
