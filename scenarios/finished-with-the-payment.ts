// A product without refunds: the payment ends the trade, and the first notification says
// TRADE_FINISHED.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S30b',
  name: 'finished-with-the-payment',
  teaches: 'TRADE_FINISHED means paid.',
  brokenBy: 'discards-notifications',
  sandbox: { options: { refundable: false } },
  sales: [
    {
      kind: 'qr',
      // Nothing but the notification tells.
      faults: [{ fault: 'F04', op: 'QUERY' }],
      expires: '60s',
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' }],
    },
    {
      kind: 'barcode',
      buyer: 'after-password=4s',
      faults: [{ fault: 'F04', op: 'QUERY' }],
    },
  ],
  expect: [
    'every sale is paid once',
    'every trade ends as TRADE_FINISHED',
    'the merchant answered success within 5s',
    'the merchant believes every sale is PAID',
  ],
  wall: '240s',
} satisfies ScenarioFile
