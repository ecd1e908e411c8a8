// Twelve sales at AMS, of which two are paid again after a failure and one after a cancel; in the middle the merchant is
// killed and starts again.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const again = { do: 'pay-again', buyer: 'at-once', once: 'given-up', after: '2s' } as const

export default {
  id: 'S78',
  name: 'twelve-payments-abroad',
  teaches:
    'Each payment has a paymentRequestId that was never used before, and that nobody can foresee.',
  exercises: ['POLL-06', 'ORD-02', 'AMS-01', 'AMS-12', 'AMS-14', 'AMS-15'],
  brokenBy: 'order-number-as-payment-id',
  wallet: 'ams',
  sales: [
    { kind: 'barcode', buyer: 'at-once', times: 7 },
    {
      kind: 'barcode',
      buyer: 'at-once',
      amount: '20.29',
      items: [
        { id: 'tea', price: '0.10', quantity: 3 },
        { id: 'kettle', price: '19.99', quantity: 1 },
      ],
    },
    { kind: 'barcode', buyer: 'at-once', moves: [{ do: 'restart', after: '9s' }] },
    { kind: 'barcode', buyer: 'closes=4s', moves: [again] },
    { kind: 'barcode', buyer: 'no-money', moves: [again] },
    // It is to be cancelled before the customer pays again.
    {
      kind: 'barcode',
      buyer: 'never',
      moves: [{ do: 'pay-again', buyer: 'at-once', after: '5s' }],
    },
  ],
  expect: [
    'every sale is paid once',
    'exactly 12 payments',
    'the merchant believes every sale is PAID',
  ],
  alone: true,
  wall: '120s',
} satisfies ScenarioFile
