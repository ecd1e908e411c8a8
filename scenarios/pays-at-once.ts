// The calm case.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S01',
  name: 'pays-at-once',
  teaches: 'One call, one answer, nothing more.',
  exercises: [
    'POLL-04',
    'ORD-01',
    'ORD-03',
    'ORD-13',
    'NTF-09',
    'NTF-10',
    'NTF-12',
    'ONE-01',
    'ONE-03',
    'ONE-05',
    'ONE-06',
  ],
  brokenBy: 'keeps-no-payment',
  wallet: 'each',
  sales: [{ kind: 'barcode', buyer: 'at-once' }],
  expect: ['the sale is paid once', 'exactly one pay was sent', 'no cancel was sent'],
  wall: '40s',
} satisfies ScenarioFile
