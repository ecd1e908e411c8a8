// The first answer to a refund is unknown: executed, not executed, reply lost, hung. Teaches: the
// very same request again; another number would be another refund.
import type { SaleFault, Scenario, Story } from '../server/scenario/scenario.ts'

const story = (fault: SaleFault): Story => ({
  kind: 'barcode',
  buyer: 'at-once',
  faults: [{ ...fault, op: 'REFUND', count: 1 }],
  moves: [{ do: 'refund', percent: 20, once: 'paid', afterMs: 3_000 }],
})

export default {
  id: 'S47',
  name: 'refund-unknown',
  stories: [
    story({ fault: 'F02' }),
    story({ fault: 'F01' }),
    story({ fault: 'F03' }),
    story({ fault: 'F05', options: { executed: 'yes' } }),
  ],
  wallS: 120,
} satisfies Scenario
