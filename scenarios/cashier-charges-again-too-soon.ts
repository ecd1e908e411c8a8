// While the first payment waits for its password, the cashier asks for a second code; then the
// buyer pays the first. Teaches: an attempt must end before the next one begins.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S24',
  name: 'cashier-charges-again-too-soon',
  stories: [
    {
      kind: 'barcode',
      buyer: 'after-password=7s',
      moves: [{ do: 'pay-again', buyer: 'at-once', afterMs: 5_000 }],
    },
  ],
  wallS: 120,
} satisfies Scenario
