// QR orders are paid, and no notification ever arrives; of one the gateway answers two queries with
// "unknown" while it waits.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S34',
  name: 'every-notification-lost',
  teaches: 'Ask as well.',
  exercises: ['POLL-04', 'NTF-14'],
  brokenBy: 'never-asks-for-qr-orders',
  wallet: ['alipay', 'ams', 'mapi'],
  sales: [
    {
      kind: 'qr',
      expires: '60s',
      faults: [{ fault: 'N04' }],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' }],
    },
    {
      kind: 'qr',
      expires: '60s',
      faults: [{ fault: 'N04' }, { fault: 'F01', op: 'QUERY', nth: 2, count: 2 }],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '5s' }],
    },
  ],
  expect: [
    'every sale is paid once',
    'the merchant believes every sale is PAID',
    'at least one query was sent',
  ],
  wall: '130s',
} satisfies ScenarioFile
