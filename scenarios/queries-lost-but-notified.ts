// Orders are paid, by QR code and by payment code. No query ever gets an answer; the notification arrives.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S35',
  name: 'queries-lost-but-notified',
  teaches: 'A notification that has been checked is enough to book a payment.',
  exercises: ['NTF-13'],
  brokenBy: 'discards-notifications',
  wallet: ['alipay', 'ams', 'mapi'],
  sales: [
    {
      kind: 'qr',
      expires: '60s',
      faults: [{ fault: 'F04', op: 'QUERY' }],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '4s' }],
    },
    {
      kind: 'barcode',
      buyer: 'after-password=5s',
      faults: [{ fault: 'F04', op: 'QUERY' }],
    },
  ],
  expect: [
    'every sale is paid once',
    'the merchant answered success within 5s',
    'the merchant believes every sale is PAID',
  ],
  wall: '180s',
} satisfies ScenarioFile
