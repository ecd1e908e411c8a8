// As S17, but nothing was executed.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S18',
  name: 'unpaid-but-nobody-can-ask',
  teaches: 'Guessing "paid" is as wrong as guessing "unpaid".',
  exercises: ['EXC-01', 'EXC-09'],
  brokenBy: 'believes-after-a-minute',
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [
        { fault: 'F01', op: 'PAY', count: 1 },
        { fault: 'F01', op: 'QUERY', for: '130s' },
        { fault: 'F01', op: 'CANCEL', for: '130s' },
      ],
      moves: [{ do: 'manual-query', after: '135s' }],
    },
  ],
  expect: ['the sale is not paid', 'the merchant believes the sale is not PAID'],
  wall: '260s',
} satisfies ScenarioFile
