import { mutant } from './mutant.ts'

export default mutant({
  name: 'nothing-left-to-discount',
  flaw: 'Whatever joins a discount, undiscountable_amount is the whole total.',
  bend: {
    discount: (totalFen, discountFen): Record<string, string> =>
      discountFen === undefined ? {} : { undiscountable_amount: (totalFen / 100).toFixed(2) },
  },
  must: { 'ORD-10': 'F' },
  may: [],
})
