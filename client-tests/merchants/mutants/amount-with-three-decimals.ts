import { mutant } from './mutant.ts'

export default mutant({
  name: 'amount-with-three-decimals',
  flaw: 'The total of a basket is written with three decimals.',
  bend: {
    orderTotal: (amountFen, items) => (amountFen / 100).toFixed(items.length > 0 ? 3 : 2),
  },
  must: { 'ORD-03': 'F' },
  may: [],
})
