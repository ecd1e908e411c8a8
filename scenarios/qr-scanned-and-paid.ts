// A QR order is scanned and paid; the notification tells. Teaches: answer exactly `success`.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S30',
  name: 'qr-scanned-and-paid',
  stories: [{ kind: 'qr', moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', afterMs: 2_000 }] }],
  wallS: 80,
} satisfies Scenario
