// The cancel at the end of polling is answered "unknown" three times.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S06',
  name: 'cancel-unknown-three-times',
  teaches: 'The same cancel again, for a minute, until it is certain.',
  exercises: ['EXC-02', 'EXC-13', 'CASH-03'],
  brokenBy: 'three-cancels',
  wallet: ['alipay', 'wechat'],
  sales: [
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F01', op: 'CANCEL', count: 3, options: { subCode: 'SystemError' } }],
    },
  ],
  expect: [
    'the sale is not paid',
    'the trade ends as TRADE_CLOSED',
    'at least four cancels were sent',
  ],
  wall: '130s',
} satisfies ScenarioFile
