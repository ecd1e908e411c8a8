// As S16, but the late original ends in 10003 and the buyer never pays. Teaches: who walks away
// after "does not exist" without a cancel leaves an open trade behind.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S16b',
  name: 'late-original-waits-for-password',
  stories: [{ kind: 'barcode', buyer: 'never', faults: [{ fault: 'F07', op: 'PAY', count: 1 }] }],
  wallS: 140,
} satisfies Scenario
