// At AMS no cancel is answered for more than a minute: some with U, some not at all; once none of them was carried out,
// once the first was. Then the line heals, and somebody in the shop looks.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const hang = (nth: number) =>
  ({ fault: 'F05', op: 'CANCEL', nth, count: 1, options: { executed: 'no' } }) as const

export default {
  id: 'S74',
  name: 'cancels-abroad-fail',
  teaches: 'The same cancel every 5 to 10 s for a minute, and then people.',
  exercises: ['AMS-08', 'AMS-10', 'EXC-03'],
  brokenBy: 'three-cancels',
  wallet: 'ams',
  sales: [
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [hang(2), hang(4), hang(6), { fault: 'F01', op: 'CANCEL', for: '165s' }],
      moves: [
        { do: 'manual-query', after: '170s' },
        { do: 'resolve', decision: 'close', after: '173s' },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F03', op: 'CANCEL', for: '165s' }],
      moves: [{ do: 'manual-query', after: '170s' }],
    },
    // Twice U, and then it is done.
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [{ fault: 'F01', op: 'CANCEL', count: 2 }],
      moves: [{ do: 'cashier-cancel', after: '4s' }],
    },
  ],
  expect: [
    'every sale is not paid',
    'every trade ends as TRADE_CLOSED',
    'at least 18 cancels were sent',
    'the merchant believes every sale is not PAID',
  ],
  wall: '250s',
} satisfies ScenarioFile
