// The gateway refuses the parameters of a PAY, as often as it is sent.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S23',
  name: 'parameters-refused',
  teaches: 'What is wrong stays wrong: stop, raise an alert, mend, and only then send.',
  exercises: ['EXC-10', 'EXC-11'],
  brokenBy: 'repeats-refused-parameters',
  wallet: 'each',
  sales: [
    { kind: 'barcode', buyer: 'at-once', faults: [{ fault: 'F18', op: 'PAY' }] },
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'F18', op: 'PAY', options: { code: 'declined' } }],
    },
  ],
  expect: [
    'every sale is not paid',
    'at most four pays were sent',
    'the merchant believes every sale is not PAID',
  ],
  wall: '100s',
} satisfies ScenarioFile
