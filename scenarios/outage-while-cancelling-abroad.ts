// The first cancel at AMS is lost, then nobody reaches the gateway for a minute and a half; meanwhile the buyer pays,
// and the merchant is killed and starts again.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S79',
  name: 'outage-while-cancelling-abroad',
  teaches: 'A cancel that cannot be sent waits in a queue that outlives a restart.',
  exercises: ['CAN-06'],
  brokenBy: 'cancels-die-with-the-process',
  wallet: 'ams',
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=10s',
      faults: [{ fault: 'F04', op: 'CANCEL', count: 1 }],
      moves: [
        { do: 'cashier-cancel', after: '5s' },
        { do: 'outage', for: '90s', once: 'cancelling' },
        { do: 'restart', once: 'cancelling', after: '40s' },
      ],
    },
  ],
  expect: [
    'the sale is refunded in full',
    'the merchant believes the sale is not PAID',
    'at least two cancels were sent',
  ],
  alone: true,
  wall: '260s',
} satisfies ScenarioFile
