// The old gateway tells old news of a payment: that it waits, that it was closed, and, after all of it has gone back, that
// it was paid.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const pays = { do: 'pay-page', once: 'qr', after: '2s' } as const
const told = (status: string, once: 'paid' | 'refunded', after: string) => ({
  do: 'inject' as const,
  fault: 'N17',
  options: { status },
  once,
  after,
})

export default {
  id: 'S90b',
  name: 'old-news-of-a-page',
  teaches: 'States only go forward; late news is acknowledged, and changes nothing.',
  exercises: ['NTF-08', 'NTF-16', 'NTF-19', 'NTF-20'],
  brokenBy: 'ships-again-on-a-refund',
  wallet: 'mapi',
  sales: [
    { kind: 'web', expires: '60s', moves: [pays, told('WAIT_BUYER_PAY', 'paid', '8s')] },
    { kind: 'web', expires: '60s', moves: [pays, told('TRADE_CLOSED', 'paid', '8s')] },
    {
      kind: 'web',
      expires: '60s',
      moves: [
        pays,
        { do: 'refund', percent: 100, once: 'paid', after: '6s' },
        { do: 'inject', status: 'TRADE_SUCCESS', once: 'refunded', after: '5s' },
        told('TRADE_CLOSED', 'refunded', '9s'),
      ],
    },
  ],
  expect: [
    'every notification was acknowledged',
    'sale 1 is paid once',
    'sale 3 is refunded in full',
    'the merchant believes sale 1 is PAID',
    'the merchant believes sale 2 is PAID',
    'the merchant believes sale 3 is REFUNDED',
    'the merchant booked every sale once',
  ],
  wall: '100s',
} satisfies ScenarioFile
