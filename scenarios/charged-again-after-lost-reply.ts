// The reply to an executed PAY is lost, and for 65 s neither query nor cancel gets an answer; nor does
// a notification arrive. Then the line heals, and the cashier asks the customer to pay again.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S25',
  name: 'charged-again-after-lost-reply',
  teaches: 'Before a customer pays again, find out what became of the first payment.',
  exercises: ['POLL-06', 'EXC-09', 'ONE-04'],
  brokenBy: 'charges-again-after-a-few-tries',
  wallet: ['alipay', 'ams'],
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [
        { fault: 'F03', op: 'PAY', count: 1, options: { how: 'rst' } },
        { fault: 'F01', op: 'QUERY', for: '65s' },
        { fault: 'F01', op: 'CANCEL', for: '65s' },
        { fault: 'N04' },
      ],
      moves: [
        { do: 'pay-again', buyer: 'at-once', after: '70s' },
        { do: 'manual-query', after: '110s' },
      ],
    },
  ],
  expect: ['the sale is paid once', 'the merchant believes the sale is PAID'],
  wall: '200s',
} satisfies ScenarioFile
