// As S17, but nothing was executed. Teaches: guessing "paid" is as wrong as guessing "unpaid".
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S18',
  name: 'unpaid-but-nobody-can-ask',
  stories: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [
        { fault: 'F01', op: 'PAY', count: 1 },
        { fault: 'F01', op: 'QUERY', durationMs: 130_000 },
        { fault: 'F01', op: 'CANCEL', durationMs: 130_000 },
      ],
      moves: [{ do: 'manual-query', afterMs: 200_000 }],
    },
  ],
  wallS: 260,
} satisfies Scenario
