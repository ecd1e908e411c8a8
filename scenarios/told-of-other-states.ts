// Orders that nobody pays are notified as waiting, as closed, and in a state that no list has: QR codes, and
// a payment code whose owner does not type the password.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S37b',
  name: 'told-of-other-states',
  teaches: 'Only TRADE_SUCCESS and TRADE_FINISHED are payments.',
  exercises: ['NTF-08'],
  brokenBy: 'waiting-means-paid',
  sales: [
    {
      kind: 'qr',
      expires: '60s',
      moves: [
        {
          do: 'inject',
          fault: 'N17',
          options: { status: 'WAIT_BUYER_PAY' },
          once: 'qr',
          after: '4s',
        },
        { do: 'inject', fault: 'N20', once: 'qr', after: '8s' },
      ],
    },
    {
      kind: 'qr',
      expires: '60s',
      moves: [
        {
          do: 'inject',
          fault: 'N17',
          options: { status: 'TRADE_CLOSED' },
          once: 'qr',
          after: '4s',
        },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'never',
      moves: [
        { do: 'inject', fault: 'N17', options: { status: 'WAIT_BUYER_PAY' }, after: '5s' },
        { do: 'inject', fault: 'N20', after: '8s' },
        { do: 'inject', fault: 'N17', options: { status: 'TRADE_CLOSED' }, after: '11s' },
      ],
    },
  ],
  expect: ['every sale is not paid', 'the merchant believes every sale is not PAID'],
  wall: '140s',
} satisfies ScenarioFile
