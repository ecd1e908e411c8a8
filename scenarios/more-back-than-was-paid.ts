// More is asked back than was paid; and at two tills at once, parts that together are too much.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S49',
  name: 'more-back-than-was-paid',
  teaches: 'All refunds of a payment, also those under way, come out of the same money.',
  exercises: ['REF-03'],
  brokenBy: 'books-refunds-beyond-the-payment',
  wallet: 'each',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [{ do: 'refund', percent: 120, once: 'paid', after: '3s' }],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [
        { do: 'refund', percent: 60, once: 'paid', after: '3s' },
        { do: 'refund', percent: 60, once: 'paid', after: '3s' },
      ],
    },
  ],
  expect: [
    'exactly one refund',
    'the merchant believes sale 1 is PAID',
    'the merchant believes sale 2 is REFUNDED',
  ],
  wall: '60s',
} satisfies ScenarioFile
