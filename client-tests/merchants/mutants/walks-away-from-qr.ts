import { mutant } from './mutant.ts'

export default mutant({
  name: 'walks-away-from-qr',
  flaw: 'A QR order that is given up is left to its time limit, and its late payment is ignored.',
  bend: { qrEnding: { timeout: true, closes: false, heedsLateMoney: false } },
  must: { 'QR-02': 'F' },
  may: ['CASH-01', 'ONE-05', 'ONE-06', 'ONE-03'],
})
