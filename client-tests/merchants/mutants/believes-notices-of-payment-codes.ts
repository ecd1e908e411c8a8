import { mutant } from './mutant.ts'

export default mutant({
  name: 'believes-notices-of-payment-codes',
  flaw: 'Notifications of QR orders are checked; what is told of a payment by code is believed.',
  bend: { checksNoticesOf: (kind) => kind !== 'barcode' },
  must: { 'NTF-01': 'F', 'NTF-05': 'F' },
  may: ['NTF-02', 'NTF-04', 'ONE-01', 'ONE-05', 'ONE-06', 'REC-05'],
})
