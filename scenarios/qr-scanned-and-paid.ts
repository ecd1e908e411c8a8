// A QR order is scanned and paid; the notification tells.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S30',
  name: 'qr-scanned-and-paid',
  teaches: 'Answer exactly `success`.',
  exercises: ['ORD-04', 'ORD-12', 'NTF-09', 'NTF-10', 'NTF-12'],
  brokenBy: 'success-with-newline',
  wallet: ['alipay', 'ams', 'mapi'],
  sales: [{ kind: 'qr', moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' }] }],
  expect: ['the sale is paid once', 'the merchant answered success within 5s'],
  wall: '80s',
} satisfies ScenarioFile
