// Five sales, two of which meet trouble, and then nothing for more than half an hour.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S58',
  name: 'a-quiet-half-hour',
  teaches: 'A terminal tells of itself when nothing happens, too.',
  exercises: ['MON-01', 'MON-02'],
  brokenBy: 'heartbeat-every-hour',
  long: true,
  sales: [
    { kind: 'barcode', buyer: 'at-once', times: 2 },
    { kind: 'barcode', buyer: 'no-money' },
    { kind: 'barcode', buyer: 'at-once', faults: [{ fault: 'F02', op: 'PAY', count: 1 }] },
    { kind: 'barcode', buyer: 'at-once', moves: [{ do: 'manual-query', after: '32m' }] },
  ],
  expect: ['at least two heartbeats were sent'],
  wall: '40m',
} satisfies ScenarioFile
