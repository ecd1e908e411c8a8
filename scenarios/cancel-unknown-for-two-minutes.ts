// No cancel gets through for two minutes; then the line heals and somebody in the shop looks.
// Teaches: retry for a minute, hand over to people, and let the manual query find the truth.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S08',
  name: 'cancel-unknown-for-two-minutes',
  stories: [
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F01', op: 'CANCEL', durationMs: 130_000 }],
      moves: [
        { do: 'manual-query', afterMs: 140_000 },
        { do: 'resolve', decision: 'close', afterMs: 145_000 },
      ],
    },
  ],
  wallS: 220,
} satisfies Scenario
