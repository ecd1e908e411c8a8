// The cashier voids a waiting sale a second before the buyer types the password.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S59',
  name: 'voided-while-the-buyer-pays',
  teaches: 'A void is a cancel at once; whoever is first, books and till agree in the end.',
  exercises: ['POLL-05', 'CAN-04'],
  brokenBy: 'cancelled-means-paid',
  wallet: 'each',
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=7s',
      moves: [{ do: 'cashier-cancel', after: '6s' }],
    },
  ],
  expect: [
    'the sale is not paid',
    'a cancel was sent within 10s after the pay',
    'the merchant believes the sale is not PAID',
  ],
  wall: '90s',
} satisfies ScenarioFile
