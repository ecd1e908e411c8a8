// A paid order is notified five times more under the same id, and twice under a new one. Teaches:
// the order's own state says whether something was booked, not the notify_id.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S38',
  name: 'notified-again-and-again',
  stories: [
    {
      kind: 'qr',
      faults: [{ fault: 'N01', options: { copies: 5, gapMs: 2_000 } }],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', afterMs: 2_000 }],
    },
    {
      kind: 'qr',
      faults: [{ fault: 'N01', options: { copies: 2, gapMs: 3_000, notifyId: 'new' } }],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', afterMs: 2_000 }],
    },
    // All at once, and late (N02).
    {
      kind: 'qr',
      faults: [
        { fault: 'N02', options: { delayMs: 5_000 } },
        { fault: 'N01', options: { copies: 4, gapMs: 0 } },
      ],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', afterMs: 2_000 }],
    },
  ],
  wallS: 110,
} satisfies Scenario
