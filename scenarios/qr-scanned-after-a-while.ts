// Nobody scans the QR code for 40 seconds; then somebody does and pays, and somebody else scans it too.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S31',
  name: 'qr-scanned-after-a-while',
  teaches: 'Before the scan a QR order does not exist, and that is no failure.',
  exercises: ['QR-01'],
  brokenBy: 'not-exist-means-failed-qr',
  sales: [
    {
      kind: 'qr',
      expires: '120s',
      moves: [
        { do: 'scan', buyer: 'at-once', once: 'qr', after: '40s' },
        { do: 'scan', buyer: 'at-once', once: 'qr', after: '41s' },
      ],
    },
  ],
  expect: [
    'exactly one payment',
    'one precreate was sent',
    'the merchant believes the sale is PAID',
  ],
  wall: '120s',
} satisfies ScenarioFile
