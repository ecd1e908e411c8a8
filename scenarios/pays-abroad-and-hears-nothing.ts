// At AMS the pay is carried out, and neither reply nor notification comes; of one payment the notification does.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const hangs = { fault: 'F05', op: 'PAY', count: 1, options: { executed: 'yes' } } as const

export default {
  id: 'S71',
  name: 'pays-abroad-and-hears-nothing',
  teaches: 'After 15 s of silence, 25 s at the most, inquire.',
  exercises: ['AMS-06', 'AMS-08'],
  brokenBy: 'silence-means-failed',
  wallet: 'ams',
  sales: [
    { kind: 'barcode', buyer: 'at-once', faults: [hangs, { fault: 'N04' }] },
    { kind: 'barcode', buyer: 'at-once', faults: [hangs] },
  ],
  expect: [
    'every sale is paid once',
    'no cancel was sent',
    'the merchant believes every sale is PAID',
  ],
  wall: '120s',
} satisfies ScenarioFile
