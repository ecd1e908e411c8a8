// A QR order is paid, and no notification ever arrives. Teaches: ask as well.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S34',
  name: 'every-notification-lost',
  stories: [
    {
      kind: 'qr',
      expiryS: 60,
      faults: [{ fault: 'N04' }],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', afterMs: 2_000 }],
    },
  ],
  wallS: 130,
} satisfies Scenario
