// The buyer pays at 5 s, and the gateway says "waiting" for ever; its notification is lost. The cancel
// at the end gives the money back.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S21b',
  name: 'paid-but-shown-waiting',
  teaches: 'Believe what the cancel did, not what the queries said.',
  brokenBy: 'success-code-means-paid',
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=5s',
      faults: [{ fault: 'F16', op: 'QUERY' }, { fault: 'N04' }],
    },
  ],
  expect: ['the sale is refunded in full', 'the merchant believes the sale is not PAID'],
  wall: '110s',
} satisfies ScenarioFile
