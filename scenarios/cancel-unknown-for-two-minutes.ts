// No cancel gets through for two minutes; then the line heals and somebody in the shop looks.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S08',
  name: 'cancel-unknown-for-two-minutes',
  teaches: 'Retry for a minute, hand over to people, and let the manual query find the truth.',
  exercises: ['EXC-02', 'EXC-03', 'EXC-11', 'CASH-01', 'CASH-03'],
  brokenBy: 'three-cancels',
  wallet: ['alipay', 'wechat'],
  sales: [
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F01', op: 'CANCEL', for: '130s' }],
      moves: [
        { do: 'claim-paid', after: '60s' },
        { do: 'manual-query', after: '135s' },
        { do: 'resolve', decision: 'close', after: '138s' },
      ],
    },
  ],
  expect: [
    'the sale is not paid',
    'the trade ends as TRADE_CLOSED',
    'at least five cancels were sent',
    'the merchant believes the sale is not PAID',
  ],
  wall: '220s',
} satisfies ScenarioFile
