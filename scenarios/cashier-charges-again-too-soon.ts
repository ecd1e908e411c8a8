// While the first payment waits for its password, the cashier asks for a second code; then the
// buyer pays the first.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S24',
  name: 'cashier-charges-again-too-soon',
  teaches: 'An attempt must end before the next one begins.',
  exercises: ['POLL-06', 'ONE-03'],
  brokenBy: 'pay-again-while-pending',
  wallet: ['alipay', 'wechat'],
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=7s',
      moves: [{ do: 'pay-again', buyer: 'at-once', after: '5s' }],
    },
  ],
  expect: [
    'the sale is paid once',
    'exactly one payment',
    'the first cancel was sent before the second pay',
  ],
  wall: '120s',
} satisfies ScenarioFile
