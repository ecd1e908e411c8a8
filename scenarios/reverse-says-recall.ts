// The reverse answers recall=Y twice. The replies to another are SYSTEMERROR for a minute and a half, though it was
// executed, until somebody looks the order up: REVOKED. A third met a payment. The next day's bill has that
// payment and, beside it, a row of the state REVOKED; a payment is missing from it, another differs by a fen, a
// payment and a refund are in it that nobody knows; one sale was refunded in part, and one never paid.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S101',
  name: 'reverse-says-recall',
  teaches:
    'A reverse is done when recall is N; afterwards the order is REVOKED, and its money has gone back.',
  exercises: ['WX-02', 'WX-05', 'EXC-02', 'CASH-01', 'REC-01', 'REC-03', 'REC-04', 'REC-05'],
  brokenBy: 'ignores-recall',
  wallet: 'wechat',
  alone: true,
  sales: [
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F20', op: 'CANCEL', count: 2 }],
      moves: [{ do: 'manual-query', once: 'given-up', after: '3s' }],
    },
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F02', op: 'CANCEL', for: '90s' }],
      moves: [
        { do: 'cashier-cancel', after: '5s' },
        { do: 'manual-query', after: '95s' },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F22', op: 'CANCEL', count: 1 }],
      moves: [
        { do: 'cashier-cancel', after: '3s' },
        { do: 'plant', plant: 'L02', after: '4s' },
        { do: 'plant', plant: 'L05', after: '4s' },
        { do: 'next-day', after: '115s' },
        { do: 'reconcile', after: '117s' },
      ],
    },
    { kind: 'barcode', buyer: 'at-once', moves: [{ do: 'plant', plant: 'L01', after: '4s' }] },
    { kind: 'barcode', buyer: 'at-once', moves: [{ do: 'plant', plant: 'L03', after: '4s' }] },
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [{ do: 'refund', percent: 20, once: 'paid', after: '1s' }],
    },
    { kind: 'barcode', buyer: 'closes=2s' },
  ],
  expect: [
    'fault F20 fired exactly 2 times',
    'fault L01 fired once',
    'fault L05 fired once',
    'the merchant believes sale 1 is REVERSED',
    'the merchant believes sale 2 is REVERSED',
    'the merchant believes sale 3 is REVERSED',
    'sale 4 is paid once',
  ],
  wall: '200s',
} satisfies ScenarioFile
