// Half a minute after the payment all of it is wanted back: once as a refund, once by voiding the sale.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S52',
  name: 'all-of-it-back-the-same-day',
  teaches: 'A payment known to have succeeded goes back by refund, however fresh it is.',
  exercises: ['CAN-02'],
  brokenBy: 'refunds-by-cancel',
  wallet: 'each',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [{ do: 'refund', percent: 100, once: 'paid', after: '30s' }],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [{ do: 'cashier-cancel', once: 'paid', after: '5s' }],
    },
  ],
  expect: ['every sale is refunded in full', 'exactly two refunds', 'no cancel was sent'],
  wall: '90s',
} satisfies ScenarioFile
