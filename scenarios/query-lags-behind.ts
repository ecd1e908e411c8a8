// The buyer pays at 10 s, but queries show "waiting" for 6 s more.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S20',
  name: 'query-lags-behind',
  teaches: 'Keep polling.',
  exercises: ['POLL-09', 'ONE-02'],
  brokenBy: 'poll-for-9s',
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=10s',
      faults: [{ fault: 'F17', op: 'QUERY', options: { deltaMs: 6_000 } }],
    },
  ],
  expect: ['the sale is paid once', 'no cancel was sent'],
  wall: '70s',
} satisfies ScenarioFile
