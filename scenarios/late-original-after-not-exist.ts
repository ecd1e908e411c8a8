// PAY is stuck on the way; the query says the trade does not exist; then the original arrives.
// Teaches: whatever comes late must find the same number and the same parameters.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S16',
  name: 'late-original-after-not-exist',
  stories: [{ kind: 'barcode', buyer: 'at-once', faults: [{ fault: 'F07', op: 'PAY', count: 1 }] }],
  wallS: 120,
} satisfies Scenario
