// Somebody asks about an order that this till has never sold, and about one that it has.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S57',
  name: 'order-of-another-till',
  teaches: 'The manual query asks the gateway, also for numbers that are not in the books.',
  exercises: ['CASH-01'],
  brokenBy: 'manual-query-reads-the-books',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [
        { do: 'manual-query', of: 'stranger', after: '3s' },
        { do: 'manual-query', after: '5s' },
      ],
    },
  ],
  expect: ['at least two queries were sent', 'the merchant believes the sale is PAID'],
  wall: '60s',
} satisfies ScenarioFile
