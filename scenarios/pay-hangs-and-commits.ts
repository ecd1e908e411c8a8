// PAY hangs, and is executed two seconds in. No notification arrives.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S14',
  name: 'pay-hangs-and-commits',
  teaches: 'Have a time-out, and ask after it.',
  exercises: ['EXC-07', 'EXC-12'],
  brokenBy: 'waits-for-ever',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [
        { fault: 'F05', op: 'PAY', count: 1, options: { executed: 'later', commitAfterMs: 2_000 } },
        { fault: 'N04' },
      ],
    },
  ],
  expect: ['the sale is paid once', 'no cancel was sent', 'the merchant believes the sale is PAID'],
  wall: '100s',
} satisfies ScenarioFile
