import { mutant } from './mutant.ts'

export default mutant({
  name: 'qr-query-is-never-repeated',
  flaw: 'A QR order whose query got no answer is left to the notifications.',
  bend: { qrAfterUnknownQuery: 'stop' },
  must: { 'EXC-01': 'F' },
  may: ['NTF-14', 'EXC-13'],
})
