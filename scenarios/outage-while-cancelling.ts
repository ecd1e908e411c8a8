// The first cancel is lost, then nobody reaches the gateway for a minute and a half; meanwhile the
// buyer pays, and the merchant is killed and starts again.
import type { ScenarioFile } from '../server/scenario/scenario.ts'

export default {
  id: 'S54',
  name: 'outage-while-cancelling',
  teaches: 'A cancel that is due outlives an outage and a restart.',
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=10s',
      faults: [{ fault: 'F04', op: 'CANCEL', count: 1 }],
      moves: [
        { do: 'cashier-cancel', after: '5s' },
        { do: 'outage', for: '90s', once: 'cancelling' },
        { do: 'restart', once: 'cancelling', after: '30s' },
      ],
    },
  ],
  expect: [
    'the trade ends as TRADE_CLOSED',
    'the sale is refunded in full',
    'at least two cancels were sent',
  ],
  alone: true,
  wall: '260s',
} satisfies ScenarioFile
