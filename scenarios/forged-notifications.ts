// Somebody else says that an unpaid order was paid, five times over. Teaches: verify first.
import type { Move, Scenario } from '../server/scenario/scenario.ts'

const VARIANTS = ['none', 'random', 'wrong-key', 'stolen', 'field-changed']

export default {
  id: 'S36',
  name: 'forged-notifications',
  stories: [
    {
      kind: 'qr',
      expiryS: 60,
      moves: VARIANTS.map((variant, place): Move => ({
        do: 'inject',
        fault: 'N05',
        options: { variant },
        once: 'qr',
        // The stolen signature is that of another sale's notification, so it comes after one.
        afterMs: 8_000 + place * 2_000,
      })),
    },
  ],
  wallS: 140,
} satisfies Scenario
