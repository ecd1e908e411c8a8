// A fifth is refunded, then two fifths. Teaches: every refund intent has a number of its own.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S46',
  name: 'two-partial-refunds',
  stories: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      amountFen: 5_000,
      moves: [
        { do: 'refund', percent: 20, once: 'paid', afterMs: 3_000 },
        { do: 'refund', percent: 40, once: 'paid', afterMs: 9_000 },
      ],
    },
    // And the whole at once.
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [{ do: 'refund', percent: 100, once: 'paid', afterMs: 3_000 }],
    },
  ],
  wallS: 90,
} satisfies Scenario
