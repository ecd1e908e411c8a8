// One sale, two tills, two codes.
import type { ScenarioFile } from '../server/scenario/scenario.ts'

export default {
  id: 'S29',
  name: 'rung-up-at-two-tills',
  teaches: 'One sale is charged once.',
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=3s',
      moves: [{ do: 'sell-again', buyer: 'at-once', after: '0s' }],
    },
  ],
  expect: ['the sale is paid once', 'exactly one payment'],
  wall: '80s',
} satisfies ScenarioFile
