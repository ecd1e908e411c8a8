// CANCEL answers 10000, but retry_flag=Y.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S09',
  name: 'cancel-says-retry',
  teaches: 'A code alone is no result.',
  exercises: ['CAN-01'],
  brokenBy: 'ignores-retry-flag',
  wallet: ['alipay', 'wechat'],
  sales: [
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F20', op: 'CANCEL', count: 2 }],
    },
  ],
  expect: [
    'the trade ends as TRADE_CLOSED',
    'at least three cancels were sent',
    'fault F20 fired exactly 2 times',
  ],
  wall: '120s',
} satisfies ScenarioFile
