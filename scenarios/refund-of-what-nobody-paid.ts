// Refunds are asked for of an order that waits, of one that was closed, and of one nobody has sold.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S51',
  name: 'refund-of-what-nobody-paid',
  teaches: 'Nothing goes back that is not known to have come.',
  exercises: ['REF-07'],
  brokenBy: 'refunds-unpaid-sales',
  sales: [
    {
      kind: 'barcode',
      buyer: 'never',
      moves: [
        { do: 'refund', percent: 50, after: '10s' },
        { do: 'refund', percent: 20, after: '15s' },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'closes=5s',
      moves: [{ do: 'refund', percent: 50, once: 'given-up', after: '2s' }],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [{ do: 'refund', percent: 50, of: 'stranger', once: 'paid', after: '2s' }],
    },
  ],
  expect: [
    'no refund was sent',
    'the merchant believes sale 1 is UNPAID',
    'the merchant believes sale 2 is UNPAID',
    'the merchant believes sale 3 is PAID',
  ],
  wall: '90s',
} satisfies ScenarioFile
