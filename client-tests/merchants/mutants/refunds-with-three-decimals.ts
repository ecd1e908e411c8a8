import { yuan } from '../exemplary/yuan.ts'
import { mutant } from './mutant.ts'

export default mutant({
  name: 'refunds-with-three-decimals',
  flaw: 'refund_amount has three decimals.',
  bend: { refundAmountText: (amountFen) => `${yuan(amountFen)}0` },
  must: { 'REF-04': 'F' },
  may: ['CASH-04', 'QR-02', 'ONE-03', 'ONE-06', 'EXC-10'],
})
