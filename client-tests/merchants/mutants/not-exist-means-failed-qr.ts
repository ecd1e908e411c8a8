import { mutant } from './mutant.ts'

export default mutant({
  name: 'not-exist-means-failed-qr',
  flaw: 'A QR order that is not found is taken for failed, and another QR is shown beside it.',
  bend: { qrAfterNotExist: 'new-code' },
  must: { 'QR-01': 'F' },
  may: ['NTF-14', 'ONE-03', 'ONE-05', 'ONE-06', 'POLL-06', 'QR-02'],
})
