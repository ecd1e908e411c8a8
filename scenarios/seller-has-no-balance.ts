// The seller's balance does not suffice for a refund; a little later it does.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S50',
  name: 'seller-has-no-balance',
  teaches: 'The same refund later, under the same number.',
  exercises: ['REF-09'],
  brokenBy: 'one-try-to-refund',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      // By its answer, which meets this sale alone; money that has really gone is missing for all.
      faults: [
        {
          fault: 'F19',
          options: { subCode: 'SellerBalanceTooLow' },
          op: 'REFUND',
          count: 2,
        },
      ],
      moves: [{ do: 'refund', percent: 20, once: 'paid', after: '3s' }],
    },
  ],
  expect: [
    'exactly one refund',
    'at least three refunds were sent',
    'the merchant believes the sale is REFUNDED',
  ],
  wall: '90s',
} satisfies ScenarioFile
