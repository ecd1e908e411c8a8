// Twenty sales side by side, and one more that is rung up at two tills, with two codes.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S29',
  name: 'rung-up-at-two-tills',
  teaches: 'One sale is charged once.',
  exercises: ['POLL-07', 'EXC-11', 'ORD-01'],
  brokenBy: 'no-sale-lock',
  wallet: ['alipay', 'ams'],
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=3s',
      moves: [{ do: 'sell-again', buyer: 'at-once', after: '0s' }],
    },
    { kind: 'barcode', buyer: 'after-password=4s', times: 20 },
  ],
  expect: ['every sale is paid once', 'exactly 21 payments'],
  wall: '80s',
} satisfies ScenarioFile
