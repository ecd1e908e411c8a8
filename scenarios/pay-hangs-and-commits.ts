// PAY hangs, and is executed two seconds in. Teaches: have a time-out, and ask after it.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S14',
  name: 'pay-hangs-and-commits',
  stories: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [
        { fault: 'F05', op: 'PAY', count: 1, options: { executed: 'later', commitAfterMs: 2_000 } },
      ],
    },
  ],
  wallS: 100,
} satisfies Scenario
