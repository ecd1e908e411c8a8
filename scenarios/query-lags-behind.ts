// The buyer pays at 10 s, but queries show "waiting" for 6 s more. Teaches: keep polling.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S20',
  name: 'query-lags-behind',
  stories: [
    {
      kind: 'barcode',
      buyer: 'after-password=10s',
      faults: [{ fault: 'F17', op: 'QUERY', options: { deltaMs: 6_000 } }],
    },
  ],
  wallS: 70,
} satisfies Scenario
