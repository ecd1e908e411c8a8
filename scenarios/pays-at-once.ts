// The calm case.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S01',
  name: 'pays-at-once',
  teaches: 'One call, one answer, nothing more.',
  sales: [{ kind: 'barcode', buyer: 'at-once' }],
  expect: ['the sale is paid once', 'exactly one pay was sent', 'no cancel was sent'],
  wall: '40s',
} satisfies ScenarioFile
