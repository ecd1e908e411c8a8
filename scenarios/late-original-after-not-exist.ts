// PAY is stuck on the way; the query says the trade does not exist; then the original arrives.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S16',
  name: 'late-original-after-not-exist',
  teaches: 'Whatever comes late must find the same number and the same parameters.',
  exercises: ['EXC-08'],
  brokenBy: 'abandons-after-not-exist',
  sales: [{ kind: 'barcode', buyer: 'at-once', faults: [{ fault: 'F07', op: 'PAY', count: 1 }] }],
  expect: [
    'the sale is paid once',
    'exactly one payment',
    'the merchant believes the sale is PAID',
  ],
  wall: '120s',
} satisfies ScenarioFile
