import { mutant } from './mutant.ts'

export default mutant({
  name: 'no-sale-lock',
  flaw: 'Two terminals can start the same sale, and both charge the customer.',
  bend: { mayStartSale: () => true },
  must: { 'ONE-03': 'F' },
  may: ['POLL-06', 'ONE-06'],
})
