import { mutant } from './mutant.ts'

export default mutant({
  name: 'refunds-by-cancel',
  flaw: 'All of a payment goes back by CANCEL, because it is the same day.',
  bend: { refundsBy: 'cancel' },
  must: { 'CAN-02': 'F' },
  may: ['REF-10', 'ONE-06', 'CASH-01', 'CASH-04'],
})
