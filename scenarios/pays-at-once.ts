// The calm case. Teaches: one call, one answer, nothing more.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S01',
  name: 'pays-at-once',
  stories: [{ kind: 'barcode', buyer: 'at-once' }],
  wallS: 40,
} satisfies Scenario
