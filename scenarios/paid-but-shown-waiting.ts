// The buyer pays at 5 s, and the gateway says "waiting" for ever. The cancel at the end gives the
// money back. Teaches: believe what the cancel did, not what the queries said.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S21b',
  name: 'paid-but-shown-waiting',
  stories: [
    { kind: 'barcode', buyer: 'after-password=5s', faults: [{ fault: 'F16', op: 'QUERY' }] },
  ],
  wallS: 110,
} satisfies Scenario
