import { mutant } from './mutant.ts'
import { yuan } from '../exemplary/yuan.ts'

export default mutant({
  name: 'charges-a-fen-less',
  flaw: 'The order says a fen less than the sale costs, and the books know nothing of it.',
  bend: { orderTotal: (amountFen) => yuan(amountFen - 1) },
  must: { 'ONE-06': 'F' },
  may: [
    'NTF-05',
    'NTF-09',
    'NTF-20',
    'ONE-03',
    'ORD-02',
    'ORD-10',
    'QR-02',
    'REC-03',
    'REC-04',
    'REF-03',
  ],
})
