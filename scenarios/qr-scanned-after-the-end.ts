// The cashier gives a QR order up; five seconds later somebody scans the code all the same. Two
// minutes later somebody else in the shop wonders.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S32',
  name: 'qr-scanned-after-the-end',
  teaches: 'What is given up must not be payable any more.',
  exercises: ['ORD-04', 'QR-02'],
  brokenBy: 'leaves-qr-orders-alone',
  sales: [
    {
      kind: 'qr',
      expires: '60s',
      moves: [
        { do: 'cashier-cancel', once: 'qr', after: '5s' },
        { do: 'scan', buyer: 'at-once', once: 'given-up', after: '5s' },
        { do: 'manual-query', once: 'given-up', after: '127s' },
      ],
    },
  ],
  expect: ['the sale is not paid', 'the merchant believes the sale is not PAID'],
  wall: '240s',
} satisfies ScenarioFile
