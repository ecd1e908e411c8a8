// What an inquiry at AMS may say of a payment: it succeeds while it is asked for, it fails, and the customer pays with
// another code; S to a payment code is paid, though the notification is late; S to an order code or an entry code is
// only made.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S72',
  name: 'states-of-a-payment-abroad',
  teaches: 'The result speaks of the inquiry, paymentStatus of the payment.',
  exercises: ['AMS-02', 'AMS-03', 'AMS-08', 'AMS-12'],
  brokenBy: 'an-inquiry-that-worked-means-paid',
  wallet: 'ams',
  sales: [
    { kind: 'barcode', buyer: 'after-password=8s' },
    {
      kind: 'barcode',
      buyer: 'closes=5s',
      moves: [{ do: 'pay-again', buyer: 'at-once', once: 'given-up', after: '2s' }],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'N02', options: { delayMs: 10_000 } }],
    },
    { kind: 'qr', moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '6s' }] },
    { kind: 'entry', moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '6s' }] },
    { kind: 'qr', expires: '60s' },
    { kind: 'entry', expires: '60s' },
  ],
  expect: [
    'exactly five payments',
    'sale 2 is paid once',
    'sale 4 is paid once',
    'sale 5 is paid once',
    'the merchant believes sale 3 is PAID',
    'the merchant believes sale 6 is not PAID',
    'the merchant believes sale 7 is not PAID',
  ],
  wall: '160s',
} satisfies ScenarioFile
