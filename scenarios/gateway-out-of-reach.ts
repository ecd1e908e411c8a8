// Nobody reaches the gateway for 20 s; the second sale begins in the middle of that.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S15b',
  name: 'gateway-out-of-reach',
  teaches: 'A refused connection is an unknown outcome too; nothing is given up after one try.',
  brokenBy: 'six-seconds-of-queries',
  alone: true,
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [{ do: 'outage', for: '20s' }],
    },
    { kind: 'barcode', buyer: 'at-once' },
  ],
  expect: ['every sale is paid once', 'the merchant believes every sale is PAID'],
  wall: '150s',
} satisfies ScenarioFile
