// The cashier voids a sale at AMS 4 s after a pay that was answered U; once nobody pays, once the buyer pays as the cancel
// arrives, and once the money comes a few seconds after it.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const voided = { do: 'cashier-cancel', after: '4s' } as const

export default {
  id: 'S81',
  name: 'voided-abroad',
  teaches: 'What the cashier cancels is cancelled at the gateway, whatever comes meanwhile.',
  exercises: ['AMS-13', 'AMS-16'],
  brokenBy: 'voids-in-the-books-alone',
  wallet: 'ams',
  sales: [
    { kind: 'barcode', buyer: 'never', moves: [voided] },
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F22', op: 'CANCEL', count: 1 }],
      moves: [voided],
    },
    { kind: 'barcode', buyer: 'after-cancel=3s', moves: [voided] },
  ],
  expect: [
    'every sale is not paid',
    'exactly three cancels were sent',
    'the merchant believes every sale is not PAID',
  ],
  wall: '90s',
} satisfies ScenarioFile
