// At AMS the first refund call is carried out, and for 70 s none of its repetitions is answered with more than U; of
// another refund two are.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const hang = (nth: number) =>
  ({ fault: 'F05', op: 'REFUND', nth, count: 1, options: { executed: 'yes' } }) as const

export default {
  id: 'S75',
  name: 'refunds-abroad-fail',
  teaches: 'The same refund with the same id every 5 to 10 s for a minute, and then people.',
  exercises: ['AMS-11', 'EXC-03', 'EXC-06'],
  brokenBy: 'new-refund-id-per-try',
  wallet: 'ams',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [hang(2), hang(4), { fault: 'F02', op: 'REFUND', for: '80s' }],
      moves: [
        { do: 'refund', percent: 20, once: 'paid', after: '3s' },
        { do: 'manual-query', after: '110s' },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'F02', op: 'REFUND', count: 2 }],
      moves: [{ do: 'refund', percent: 20, once: 'paid', after: '3s' }],
    },
  ],
  expect: [
    'exactly two refunds',
    'at least ten refunds were sent',
    'the merchant believes every sale is REFUNDED',
  ],
  wall: '180s',
} satisfies ScenarioFile
