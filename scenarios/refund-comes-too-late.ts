// Thirteen months later a refund is asked for: of an order whose end was notified, and of one whose end
// was not. A third cannot be refunded by contract.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const refund = { do: 'refund', percent: 20, once: 'paid', after: '8s' } as const

export default {
  id: 'S43',
  name: 'refund-comes-too-late',
  teaches: 'What is finished gives nothing back: the refund has failed, and the sale stays paid.',
  exercises: ['REF-08', 'NTF-17'],
  brokenBy: 'books-refunds-refused-for-good',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [
        { do: 'age', by: '400d', once: 'paid', after: '3s' },
        { do: 'inject', fault: 'N16', once: 'paid', after: '5s' },
        refund,
      ],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      moves: [{ do: 'age', by: '400d', once: 'paid', after: '3s' }, refund],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'F27', options: { why: 'contract' }, op: 'REFUND' }],
      moves: [refund],
    },
  ],
  expect: ['no refund', 'the merchant believes every sale is PAID', 'every sale is paid once'],
  wall: '90s',
} satisfies ScenarioFile
