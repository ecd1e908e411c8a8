// The first cancel is executed and its reply lost; the next is answered; then the cashier voids twice
// more, and a notification tells of the refund as well.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S07',
  name: 'cancelled-over-and-over',
  teaches: 'However often it is told, one payment is reversed once.',
  exercises: ['EXC-02', 'CAN-05'],
  brokenBy: 'keeps-what-a-cancel-sent-back',
  wallet: ['alipay', 'wechat'],
  sales: [
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [
        { fault: 'F22', op: 'CANCEL', count: 1 },
        { fault: 'F03', op: 'CANCEL', count: 1 },
      ],
      moves: [
        { do: 'cashier-cancel', once: 'given-up', after: '3s' },
        { do: 'cashier-cancel', once: 'given-up', after: '6s' },
        { do: 'inject', fault: 'N15', once: 'given-up', after: '9s' },
      ],
    },
  ],
  expect: [
    'the sale is refunded in full',
    'exactly one refund',
    'at least two cancels were sent',
    'the merchant believes the sale is REVERSED',
  ],
  wall: '120s',
} satisfies ScenarioFile
