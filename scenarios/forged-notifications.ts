// Somebody else says that an unpaid order was paid, five times over.
import type { ScenarioFile } from '../server/scenario/scenario.ts'

const VARIANTS = ['none', 'random', 'wrong-key', 'stolen', 'field-changed']

export default {
  id: 'S36',
  name: 'forged-notifications',
  teaches: 'Verify first.',
  sales: [
    {
      kind: 'qr',
      expires: '60s',
      moves: VARIANTS.map((variant, place) => ({
        do: 'inject' as const,
        fault: 'N05',
        options: { variant },
        once: 'qr' as const,
        // The stolen signature is that of another sale's notification, so it comes after one.
        after: `${8 + place * 2}s`,
      })),
    },
  ],
  expect: [
    'the sale is not paid',
    'no forged notification was acknowledged',
    'the merchant believes the sale is not PAID',
  ],
  wall: '140s',
} satisfies ScenarioFile
