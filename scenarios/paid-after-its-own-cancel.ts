// PAY is held up on the way, and the cashier gives up. The cancel finds no trade and succeeds, and a
// gateway that keeps no mark of it executes the payment four seconds later (001:L92).
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S61',
  name: 'paid-after-its-own-cancel',
  teaches: 'A cancel of an unknown order is no end: ask again later, and give the money back.',
  exercises: ['EXC-08', 'CASH-01'],
  brokenBy: 'manual-query-reads-the-books',
  sandbox: { options: { tombstone: false } },
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [
        { fault: 'F15', op: 'PAY', options: { answer: 'rst', deltaMs: 4_000 } },
        // No notification tells of it: it must be found.
        { fault: 'N04' },
      ],
      moves: [
        { do: 'cashier-cancel', after: '2s' },
        { do: 'manual-query', of: 'first', once: 'given-up', after: '6s' },
      ],
    },
  ],
  expect: [
    'at least one cancel was sent',
    'the sale is not paid',
    'the merchant believes the sale is not PAID',
  ],
  wall: '120s',
} satisfies ScenarioFile
