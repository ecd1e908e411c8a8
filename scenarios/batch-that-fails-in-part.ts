// A part of three payments goes back in one batch, whose second item fails for want of balance. Then people ask for two
// refunds of one payment at once.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const paid = { do: 'pay-page', once: 'qr', after: '2s' } as const

export default {
  id: 'S92',
  name: 'batch-that-fails-in-part',
  teaches: 'is_success=T says that a batch was taken: read what became of each item.',
  exercises: [
    'MAPI-06',
    'MAPI-07',
    'MAPI-08',
    'MAPI-10',
    'MAPI-11',
    'NTF-16',
    'REF-03',
    'REF-07',
    'REF-09',
  ],
  brokenBy: 'accepted-means-refunded',
  wallet: 'mapi',
  sales: [
    {
      kind: 'web',
      expires: '60s',
      // The batch is known by its first order.
      faults: [{ fault: 'F28', op: 'REFUND', count: 1, options: { items: '2' } }],
      moves: [paid],
    },
    { kind: 'web', expires: '60s', moves: [paid] },
    {
      kind: 'web',
      expires: '60s',
      moves: [
        paid,
        { do: 'refund-batch', percent: 40, of: 'scenario', once: 'qr', after: '14s' },
        { do: 'refund-batch', percent: [10, 20], once: 'qr', after: '30s' },
      ],
    },
  ],
  expect: [
    'fault F28 fired once',
    'sale 2 is paid once',
    'exactly four refunds',
    'the merchant believes sale 2 is PAID',
    'the merchant believes sale 1 is REFUNDED',
    'the merchant believes sale 3 is REFUNDED',
  ],
  wall: '120s',
} satisfies ScenarioFile
