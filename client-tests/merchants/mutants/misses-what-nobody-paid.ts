import { mutant } from './mutant.ts'

export default mutant({
  name: 'misses-what-nobody-paid',
  flaw: 'Orders that were closed unpaid are looked for in the bill.',
  bend: { belongsInBill: (attempt) => attempt.belief === 'PAID' || attempt.belief === 'UNPAID' },
  must: { 'REC-05': 'F' },
  may: [],
})
