// The cancel at the end of polling is answered "unknown" three times. Teaches: the same cancel
// again, for a minute, until it is certain.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S06',
  name: 'cancel-unknown-three-times',
  stories: [
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F01', op: 'CANCEL', count: 3, options: { subCode: 'ACQ.SYSTEM_ERROR' } }],
    },
  ],
  wallS: 130,
} satisfies Scenario
