// PAY is executed at once, its reply takes four seconds, and the notification overtakes it. The buyer
// of a web order pays and comes back to the shop after the notification, too.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S39',
  name: 'told-before-the-reply',
  teaches: 'Store the order before you pay it: its notification may come first.',
  exercises: ['NTF-18'],
  brokenBy: 'order-is-written-after-the-reply',
  sandbox: { options: { barcodeNotify: true } },
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'N13', op: 'PAY', options: { leadMs: 3_000 } }],
    },
    {
      kind: 'web',
      expires: '60s',
      moves: [
        { do: 'pay-page', once: 'qr', after: '3s' },
        { do: 'come-back', once: 'qr', after: '12s' },
      ],
    },
    // And in the instant in which it comes.
    {
      kind: 'web',
      expires: '60s',
      moves: [
        { do: 'pay-page', once: 'qr', after: '3s' },
        { do: 'come-back', once: 'qr', after: '6s' },
      ],
    },
  ],
  expect: [
    'every sale is paid once',
    'fault N13 fired once',
    'the merchant answered success within 5s',
    'the merchant booked every sale once',
    'the merchant believes every sale is PAID',
  ],
  wall: '60s',
} satisfies ScenarioFile
