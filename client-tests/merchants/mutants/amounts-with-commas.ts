import { mutant } from './mutant.ts'

const grouped = (amountFen: number) =>
  (amountFen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })

export default mutant({
  name: 'amounts-with-commas',
  flaw: 'Amounts from 1,000 yuan are sent with a comma between the thousands.',
  bend: { orderTotal: (amountFen) => grouped(amountFen) },
  must: { 'ORD-03': 'F' },
  may: ['ORD-02', 'EXC-10', 'REF-04'],
})
