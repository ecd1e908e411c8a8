// 10003, and nobody types the password. Teaches: poll for about 30 s, then cancel at once, so that
// no trade stays open behind the shop's back.
import type { Scenario } from '../server/scenario/scenario.ts'

export default {
  id: 'S03',
  name: 'buyer-never-pays',
  stories: [{ kind: 'barcode', buyer: 'never' }],
  wallS: 100,
} satisfies Scenario
