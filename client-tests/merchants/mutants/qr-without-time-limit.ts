import { mutant } from './mutant.ts'

export default mutant({
  name: 'qr-without-time-limit',
  flaw: 'QR orders have no time limit, and what is given up is closed by nobody.',
  bend: { qrEnding: { timeout: false, closes: false, heedsLateMoney: true } },
  must: { 'ORD-04': 'W' },
  may: ['ONE-05', 'ONE-06', 'QR-01', 'QR-02'],
})
