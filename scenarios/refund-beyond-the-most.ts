// A payment may have a certain number of refunds; the next is taken and dropped without a word. And the end of the time
// in which a payment may be refunded is told like a payment: a refund after that fails.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const refund = (after: string) => ({ do: 'refund', percent: 10, once: 'paid', after }) as const

export default {
  id: 'S95',
  name: 'refund-beyond-the-most',
  teaches: 'Silence about a refund is no refund, and TRADE_FINISHED is no second payment.',
  exercises: ['EXC-10', 'EXC-11', 'NTF-17', 'REF-03', 'REF-08', 'REF-10'],
  brokenBy: 'accepted-means-refunded',
  wallet: 'mapi',
  // 99 at Alipay (002:L88-89); with two, the third is the one that is dropped.
  sandbox: { options: { mapiMostRefunds: 2 } },
  sales: [
    {
      kind: 'web',
      expires: '60s',
      moves: [
        { do: 'pay-page', once: 'qr', after: '2s' },
        refund('3s'),
        refund('9s'),
        refund('15s'),
      ],
    },
    {
      kind: 'web',
      expires: '60s',
      moves: [
        { do: 'pay-page', once: 'qr', after: '2s' },
        { do: 'age', by: '400d', once: 'paid', after: '3s' },
        { do: 'inject', fault: 'N16', once: 'paid', after: '5s' },
        refund('12s'),
      ],
    },
    // And one that is refused for a parameter.
    {
      kind: 'web',
      expires: '60s',
      faults: [{ fault: 'F18', op: 'REFUND' }],
      moves: [{ do: 'pay-page', once: 'qr', after: '2s' }, refund('3s')],
    },
    // One whose time was over, and nobody had told.
    {
      kind: 'web',
      expires: '60s',
      faults: [{ fault: 'F28', op: 'REFUND', options: { items: 'all', why: 'finished' } }],
      moves: [{ do: 'pay-page', once: 'qr', after: '2s' }, refund('3s')],
    },
  ],
  expect: [
    'exactly two refunds',
    'the merchant booked every sale once',
    'the merchant believes sale 1 is REFUNDED',
    'the merchant believes sale 2 is PAID',
    'the merchant believes sale 3 is PAID',
    'the merchant believes sale 4 is PAID',
  ],
  wall: '120s',
} satisfies ScenarioFile
