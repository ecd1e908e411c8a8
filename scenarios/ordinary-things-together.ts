// Ordinary things that seldom meet: large amounts and refunds, refunds of one amount, buttons that are pressed
// twice, a refund before the payment has been notified, another code asked for while the first payment is
// being notified, and queries that fail in the middle of the half minute.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const refund = (after: string, percent: number) => ({
  do: 'refund' as const,
  percent,
  once: 'paid' as const,
  after,
})

export default {
  id: 'S83',
  name: 'ordinary-things-together',
  teaches: 'Each of two ordinary things may happen in the middle of the other.',
  exercises: ['REF-01', 'NTF-19'],
  brokenBy: 'refunds-told-apart-by-amount',
  sales: [
    // From 1,000 yuan on some write amounts with a comma, and books in single precision lose fen.
    { kind: 'barcode', buyer: 'at-once', amount: '1234.56', moves: [refund('6s', 50)] },
    {
      kind: 'qr',
      amount: '2345.67',
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' }],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'F02', op: 'REFUND', nth: 2, count: 1 }],
      moves: [refund('3s', 20), refund('8s', 20), refund('13s', 20)],
    },
    // The button is pressed twice: on the sale, on the cancel.
    { kind: 'barcode', buyer: 'after-password=6s', moves: [{ do: 'sell-again', after: '0s' }] },
    {
      kind: 'barcode',
      buyer: 'never',
      moves: [
        { do: 'cashier-cancel', after: '5s' },
        { do: 'cashier-cancel', after: '5s' },
      ],
    },
    // All of it goes back before the notification of the payment is there.
    { kind: 'barcode', buyer: 'at-once', moves: [refund('0s', 100)] },
    // The notification tells of the first payment while the cashier asks for another code.
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [
        { fault: 'F03', op: 'PAY', count: 1 },
        { fault: 'F04', op: 'QUERY', for: '12s' },
      ],
      moves: [{ do: 'pay-again', buyer: 'at-once', after: '2s' }],
    },
    // What was lost in the middle of the half minute is not waited for anew.
    {
      kind: 'barcode',
      buyer: 'never',
      moves: [{ do: 'fault', add: { fault: 'F01', op: 'QUERY', for: '14s' }, after: '8s' }],
    },
  ],
  expect: [
    'sale 2 is paid once',
    'sale 4 is paid once',
    'sale 5 is not paid',
    'sale 6 is refunded in full',
    'sale 7 is paid once',
    'sale 8 is not paid',
    'sale 1 holds 617.28',
    'exactly five refunds',
    'the merchant believes sale 1 is REFUNDED',
    'the merchant believes sale 2 is PAID',
    'the merchant believes sale 3 is REFUNDED',
    'the merchant believes sale 4 is PAID',
    'the merchant believes sale 6 is REFUNDED',
    'the merchant believes sale 7 is PAID',
  ],
  wall: '120s',
} satisfies ScenarioFile
