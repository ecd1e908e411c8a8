// A payment is eight days old when the cashier voids it, and cannot be reversed any more; one of a year ago
// cannot be refunded; a sale that nobody paid is given up, and a refund of it is asked for. Payment codes know
// no closeorder.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S102',
  name: 'too-old-for-wechat',
  teaches:
    'Reverses end after 7 days and refunds after a year: try the one once, and then the other.',
  exercises: ['WX-03', 'WX-04', 'CAN-03', 'REF-07', 'REF-08'],
  brokenBy: 'reverses-over-and-over',
  wallet: 'wechat',
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=2500ms',
      moves: [
        { do: 'age', by: '8d', keepsOpen: true, after: '2s' },
        { do: 'cashier-cancel', after: '3s' },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [
        { do: 'age', by: '366d', once: 'paid', after: '3s' },
        { do: 'refund', percent: 20, once: 'paid', after: '8s' },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'never',
      moves: [
        { do: 'cashier-cancel', after: '4s' },
        { do: 'refund', percent: 50, once: 'given-up', after: '2s' },
      ],
    },
  ],
  expect: [
    'sale 1 is refunded in full',
    'sale 2 is paid once',
    'sale 3 is not paid',
    'at most three cancels were sent',
    'no close was sent',
    'the merchant believes sale 2 is PAID',
  ],
  wall: '90s',
} satisfies ScenarioFile
