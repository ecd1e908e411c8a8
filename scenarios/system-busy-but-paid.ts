// PAY answers 20000 and the money has moved. Teaches: ask at once, never assume.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S11',
  name: 'system-busy-but-paid',
  stories: [
    { kind: 'barcode', buyer: 'at-once', faults: [{ fault: 'F02', op: 'PAY', count: 1 }] },
    // The same with the reply cut off by a reset (S15).
    { kind: 'barcode', buyer: 'at-once', faults: [{ fault: 'F03', op: 'PAY', count: 1 }] },
  ],
  wallS: 60,
} satisfies Scenario
