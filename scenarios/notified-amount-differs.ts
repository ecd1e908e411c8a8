// Validly signed notifications with another amount than the order's: a fen less, a fen more, a
// hundred times as much. Teaches: compare the amount, in fen, never as a fraction.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S37',
  name: 'notified-amount-differs',
  stories: [
    {
      kind: 'qr',
      expiryS: 60,
      // A trap for fractions: 19.99 * 100 is 1998.9999999999998.
      amountFen: 1_999,
      moves: [
        { do: 'inject', fault: 'N06', options: { byFen: -1 }, once: 'qr', afterMs: 4_000 },
        { do: 'inject', fault: 'N06', options: { byFen: 1 }, once: 'qr', afterMs: 6_000 },
        {
          do: 'inject',
          fault: 'N06',
          options: { byFen: 0, times: 100 },
          once: 'qr',
          afterMs: 8_000,
        },
      ],
    },
  ],
  wallS: 140,
} satisfies Scenario
