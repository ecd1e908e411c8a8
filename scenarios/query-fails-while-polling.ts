// While the buyer types, queries fail, and one hangs. At a second till neither query nor cancel gets
// an answer for two minutes; then the line heals and somebody in the shop looks.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S19',
  name: 'query-fails-while-polling',
  teaches: 'Ask again at once, for a minute, with a time-out on every call; then tell people.',
  exercises: ['POLL-01', 'EXC-01', 'EXC-12'],
  brokenBy: 'six-seconds-of-polling-in-trouble',
  wallet: ['alipay', 'wechat'],
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=18s',
      faults: [
        { fault: 'F05', op: 'QUERY', nth: 4, count: 1, options: { executed: 'no' } },
        { fault: 'F01', op: 'QUERY', nth: 2, count: 2 },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [
        { fault: 'F01', op: 'QUERY', for: '130s' },
        { fault: 'F01', op: 'CANCEL', for: '130s' },
      ],
      moves: [
        { do: 'manual-query', after: '135s' },
        { do: 'resolve', decision: 'close', after: '138s' },
      ],
    },
  ],
  expect: [
    'sale 1 is paid once',
    'the merchant believes sale 1 is PAID',
    'sale 2 is not paid',
    'the merchant believes sale 2 is not PAID',
  ],
  wall: '260s',
} satisfies ScenarioFile
