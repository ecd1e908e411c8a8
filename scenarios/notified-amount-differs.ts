// Validly signed notifications with another amount than the order's: a fen less, a fen more, a
// hundred times as much.
import type { ScenarioFile } from '../server/scenario/scenario.ts'

export default {
  id: 'S37',
  name: 'notified-amount-differs',
  teaches: 'Compare the amount, in fen, never as a fraction.',
  sales: [
    {
      kind: 'qr',
      expires: '60s',
      // A trap for fractions: 19.99 * 100 is 1998.9999999999998.
      amount: '19.99',
      moves: [
        { do: 'inject', fault: 'N06', options: { byFen: -1 }, once: 'qr', after: '4s' },
        { do: 'inject', fault: 'N06', options: { byFen: 1 }, once: 'qr', after: '6s' },
        {
          do: 'inject',
          fault: 'N06',
          options: { byFen: 0, times: 100 },
          once: 'qr',
          after: '8s',
        },
      ],
    },
  ],
  expect: [
    'the sale is not paid',
    'no forged notification was acknowledged',
    'the merchant believes the sale is not PAID',
  ],
  wall: '140s',
} satisfies ScenarioFile
