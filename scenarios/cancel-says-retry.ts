// CANCEL answers 10000, but retry_flag=Y. Teaches: a code alone is no result.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S09',
  name: 'cancel-says-retry',
  stories: [
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F20', op: 'CANCEL', count: 2 }],
    },
  ],
  wallS: 120,
} satisfies Scenario
