// A refund is answered 10000 and never made, as the hundredth of a trade would be.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S95o',
  name: 'refund-dropped-without-a-word',
  teaches: 'Without fund_change=Y nothing is proven: ask before you book.',
  exercises: ['REF-10'],
  brokenBy: 'success-code-means-refunded',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'F27', options: { why: '99-silent' }, op: 'REFUND' }],
      moves: [
        { do: 'refund', percent: 20, once: 'paid', after: '3s' },
        { do: 'manual-query', once: 'paid', after: '15s' },
      ],
    },
  ],
  expect: ['no refund', 'the sale is paid once', 'the merchant believes the sale is PAID'],
  wall: '90s',
} satisfies ScenarioFile
