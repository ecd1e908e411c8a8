// The day ends, and its bill is compared: a payment is missing from it, another differs by a fen, a
// payment and a refund are in it that nobody knows; one sale was cancelled after it had been paid, one
// was refunded in part, and one was never paid.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S55',
  name: 'bill-with-discrepancies',
  teaches: 'Compare row by row and both ways; what a cancel sent back explains itself.',
  exercises: ['REC-01', 'REC-03', 'REC-04', 'REC-05'],
  brokenBy: 'never-fetches-the-bill',
  alone: true,
  sales: [
    { kind: 'barcode', buyer: 'at-once', moves: [{ do: 'plant', plant: 'L01', after: '4s' }] },
    { kind: 'barcode', buyer: 'at-once', moves: [{ do: 'plant', plant: 'L03', after: '4s' }] },
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F22', op: 'CANCEL', count: 1 }],
      moves: [{ do: 'cashier-cancel', after: '3s' }],
    },
    { kind: 'barcode', buyer: 'closes=2s' },
    // What goes back here is a refund and no cancel's.
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [{ do: 'refund', percent: 20, once: 'paid', after: '1s' }],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [
        { do: 'plant', plant: 'L02', after: '4s' },
        { do: 'plant', plant: 'L05', after: '4s' },
        { do: 'next-day', after: '9s' },
        { do: 'reconcile', after: '10s' },
      ],
    },
  ],
  expect: ['fault L01 fired once', 'fault L05 fired once'],
  wall: '90s',
} satisfies ScenarioFile
