// Twenty notifications arrive in the instant in which a reply says the same, or half a second before it.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S40',
  name: 'told-twenty-times-at-once',
  teaches: 'Look at the order and write it under one lock.',
  exercises: ['NTF-15'],
  brokenBy: 'books-without-a-lock',
  wallet: ['alipay', 'ams', 'mapi'],
  sandbox: { options: { barcodeNotify: true } },
  sales: [
    {
      kind: 'qr',
      times: 5,
      faults: [{ fault: 'N14', op: 'QUERY', count: 1 }],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' }],
    },
    {
      kind: 'barcode',
      times: 5,
      buyer: 'at-once',
      faults: [{ fault: 'N14', op: 'PAY', count: 1 }],
    },
    // A reply on a line that is open overtakes them; here they have only each other to race.
    {
      kind: 'barcode',
      times: 3,
      buyer: 'at-once',
      faults: [{ fault: 'N14', op: 'PAY', count: 1, options: { leadMs: 500 } }],
    },
  ],
  expect: [
    'every sale is paid once',
    'the merchant answered success within 5s',
    'the merchant booked every sale once',
    'the merchant believes every sale is PAID',
  ],
  wall: '90s',
} satisfies ScenarioFile
