// What AMS answers with F: a cancel that comes too late for a payment that turns out paid, at once or only after people
// have looked; a payment, parameters, and a refund.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

/** Paid, and nobody hears of it. */
const inProcessFor = (span: string) =>
  [
    { fault: 'F16', op: 'PAY', count: 1 },
    { fault: 'F16', op: 'QUERY', for: span },
    { fault: 'N04' },
  ] as const

export default {
  id: 'S76',
  name: 'refused-abroad',
  teaches: 'F is an answer: read its code. Out of the cancellable period, refund.',
  exercises: ['AMS-04', 'AMS-07', 'EXC-10', 'REF-07', 'REF-08'],
  brokenBy: 'pays-again-what-was-refused',
  wallet: 'ams',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [...inProcessFor('4s'), { fault: 'F21', op: 'CANCEL' }],
      moves: [{ do: 'cashier-cancel', after: '5s' }],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [...inProcessFor('70s'), { fault: 'F21', op: 'CANCEL' }],
      moves: [{ do: 'resolve', decision: 'confirm_and_refund', after: '75s' }],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'F19', op: 'PAY', options: { subCode: 'RISK_REJECT' } }],
    },
    { kind: 'barcode', buyer: 'at-once', faults: [{ fault: 'F18', op: 'PAY' }] },
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'F19', op: 'REFUND', options: { subCode: 'REFUND_WINDOW_EXCEED' } }],
      moves: [{ do: 'refund', percent: 20, once: 'paid', after: '3s' }],
    },
  ],
  expect: [
    'sale 1 is refunded in full',
    'sale 2 is refunded in full',
    'exactly five pays were sent',
    'the merchant believes sale 3 is not PAID',
    'the merchant believes sale 4 is not PAID',
    'the merchant believes sale 5 is PAID',
  ],
  wall: '180s',
} satisfies ScenarioFile
