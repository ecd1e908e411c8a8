// PAY unknown and executed; for two minutes neither query nor cancel gets an answer. Teaches: a
// payment that cannot be cleared up is neither paid nor unpaid; people finish it later.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S17',
  name: 'paid-but-nobody-can-ask',
  stories: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [
        { fault: 'F02', op: 'PAY', count: 1 },
        { fault: 'F01', op: 'QUERY', durationMs: 130_000 },
        { fault: 'F01', op: 'CANCEL', durationMs: 130_000 },
      ],
      moves: [{ do: 'manual-query', afterMs: 200_000 }],
    },
  ],
  wallS: 260,
} satisfies Scenario
