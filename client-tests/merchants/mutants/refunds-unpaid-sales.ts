import { mutant } from './mutant.ts'

export default mutant({
  name: 'refunds-unpaid-sales',
  flaw: 'Whatever the cashier asks for is refunded, paid or not.',
  bend: { mayRefundSale: () => true },
  must: { 'REF-07': 'F' },
  may: ['POLL-05'],
})
