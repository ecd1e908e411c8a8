import { mutant } from './mutant.ts'

export default mutant({
  name: 'refund-notification-is-a-payment',
  flaw: 'A success with the fields of a refund is booked as a payment.',
  bend: { refundNotice: 'payment' },
  must: { 'NTF-16': 'F' },
  may: ['NTF-08', 'REF-07', 'ONE-01', 'ONE-06'],
})
