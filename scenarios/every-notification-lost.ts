// A QR order is paid, and no notification ever arrives.
import type { ScenarioFile } from '../server/scenario/scenario.ts'

export default {
  id: 'S34',
  name: 'every-notification-lost',
  teaches: 'Ask as well.',
  sales: [
    {
      kind: 'qr',
      expires: '60s',
      faults: [{ fault: 'N04' }],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' }],
    },
  ],
  expect: [
    'the sale is paid once',
    'the merchant believes the sale is PAID',
    'at least one query was sent',
  ],
  wall: '130s',
} satisfies ScenarioFile
