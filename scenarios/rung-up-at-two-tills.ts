// One sale, two tills, two codes. Teaches: one sale is charged once.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S29',
  name: 'rung-up-at-two-tills',
  stories: [
    {
      kind: 'barcode',
      buyer: 'after-password=3s',
      moves: [{ do: 'sell-again', buyer: 'at-once', afterMs: 0 }],
    },
  ],
  wallS: 80,
} satisfies Scenario
