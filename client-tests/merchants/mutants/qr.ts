// Flaws of selling by a QR code on the screen.
import type { Mutant } from './mutant.ts'

export const qr: readonly Mutant[] = [
  {
    name: 'not-exist-means-failed-qr',
    flaw: 'A QR order that is not found is taken for failed, and another QR is shown beside it.',
    bend: { qrAfterNotExist: 'new-code' },
    must: { 'QR-01': 'F' },
    may: ['NTF-14', 'ONE-03', 'ONE-05', 'ONE-06', 'POLL-06', 'QR-02'],
  },
  {
    name: 'walks-away-from-qr',
    flaw: 'A QR order that is given up is left to its time limit, and its late payment is ignored.',
    bend: { qrEnding: { timeout: true, closes: false, heedsLateMoney: false } },
    must: { 'QR-02': 'F' },
    may: ['CASH-01', 'ONE-05', 'ONE-06', 'ONE-03'],
  },
]
