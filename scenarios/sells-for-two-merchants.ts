// A service provider sells for two merchants at AMS. One of them gives a new token between two calls; the other does,
// and the first news of it is forged.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S80',
  name: 'sells-for-two-merchants',
  teaches:
    'Each call carries the token that its merchant gave last; news of a token is checked like any other.',
  exercises: ['AMS-17', 'AMS-18'],
  brokenBy: 'keeps-the-first-token',
  wallet: 'ams',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      merchant: 'first',
      moves: [
        { do: 'agree-again', once: 'paid', after: '5s' },
        { do: 'refund', percent: 20, once: 'paid', after: '10s' },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      merchant: 'second',
      moves: [
        { do: 'agree-again', forged: true, once: 'paid', after: '5s' },
        // The genuine news has come by then.
        { do: 'refund', percent: 20, once: 'paid', after: '140s' },
      ],
    },
  ],
  expect: [
    'exactly two payments',
    'exactly two refunds',
    'the merchant believes every sale is REFUNDED',
    'no forged notification was acknowledged',
  ],
  alone: true,
  wall: '240s',
} satisfies ScenarioFile
