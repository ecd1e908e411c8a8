// The browser brings the same order twice, before it is paid and after; the customer says beforehand which account they
// will pay from, and once that is the shop's own; and one order is given up.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const pays = { do: 'pay-page', once: 'qr', after: '8s' } as const
const looks = { do: 'leave-page', once: 'qr', after: '3s' } as const

export default {
  id: 'S91',
  name: 'order-brought-again',
  teaches: 'An order may be submitted again only as it was, and only while it is unpaid.',
  exercises: ['MAPI-01', 'MAPI-02', 'MAPI-03', 'ONE-05'],
  brokenBy: 'price-changes-on-the-way',
  wallet: 'mapi',
  sales: [
    { kind: 'web', expires: '60s', moves: [looks, pays] },
    {
      kind: 'web',
      expires: '60s',
      moves: [pays, { do: 'leave-page', once: 'paid', after: '6s' }],
    },
    { kind: 'web', expires: '60s', payer: 'buyer', moves: [pays] },
    { kind: 'web', expires: '60s', payer: 'seller', moves: [pays] },
    { kind: 'web', expires: '60s', moves: [looks] },
  ],
  expect: [
    'sale 1 is paid once',
    'sale 2 is paid once',
    'sale 3 is paid once',
    'sale 4 is paid once',
    'sale 5 is not paid',
    'the merchant believes sale 1 is PAID',
    'the merchant believes sale 5 is UNPAID',
  ],
  wall: '160s',
} satisfies ScenarioFile
