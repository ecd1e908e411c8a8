// A fifth is refunded, then two fifths.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S46',
  name: 'two-partial-refunds',
  teaches: 'Every refund intent has a number of its own.',
  exercises: ['CAN-02', 'REF-01', 'REF-02', 'REF-04', 'REF-05'],
  brokenBy: 'one-request-no-per-trade',
  wallet: 'each',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      amount: '50.00',
      moves: [
        { do: 'refund', percent: 20, once: 'paid', after: '3s' },
        { do: 'refund', percent: 40, once: 'paid', after: '9s' },
      ],
    },
    // And the whole at once.
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [{ do: 'refund', percent: 100, once: 'paid', after: '3s' }],
    },
  ],
  expect: [
    'exactly three refunds',
    'exactly three refunds were sent',
    'the merchant believes every sale is REFUNDED',
  ],
  wall: '90s',
} satisfies ScenarioFile
