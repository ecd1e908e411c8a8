// At AMS inquiries are answered U, and then not at all, while the buyer types.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S73',
  name: 'inquiries-abroad-fail',
  teaches: 'An inquiry without an answer in 3 s is given up, and the next one follows.',
  exercises: ['AMS-05', 'AMS-09'],
  brokenBy: 'five-inquiries',
  wallet: 'ams',
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=26s',
      faults: [
        { fault: 'F05', op: 'QUERY', nth: 4, count: 3, options: { executed: 'no' } },
        { fault: 'F01', op: 'QUERY', nth: 1, count: 3 },
        { fault: 'N04' },
      ],
    },
  ],
  expect: ['the sale is paid once', 'no cancel was sent', 'the merchant believes the sale is PAID'],
  wall: '220s',
} satisfies ScenarioFile
