// The buyer pays after the last "waiting" and before the cancel is executed: the cancel sends the
// money back.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S05',
  name: 'buyer-pays-as-the-cancel-goes',
  teaches: 'A cancel closes or refunds, and action says which of the two it was.',
  exercises: ['POLL-05', 'ONE-02'],
  brokenBy: 'keeps-what-a-cancel-sent-back',
  wallet: 'each',
  sales: [
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F22', op: 'CANCEL', count: 1 }],
    },
  ],
  expect: [
    'the sale is refunded in full',
    'the trade ends as TRADE_CLOSED',
    'the merchant believes the sale is REVERSED',
  ],
  wall: '90s',
} satisfies ScenarioFile
