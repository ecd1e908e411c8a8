// The buyer sees the amount, thinks better of it, and closes the cashier.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S21',
  name: 'buyer-closes-the-cashier',
  teaches: 'A closed trade is an answer: stop asking, and charge nobody.',
  exercises: ['POLL-04', 'POLL-09'],
  brokenBy: 'success-code-means-paid',
  wallet: 'each',
  sales: [{ kind: 'barcode', buyer: 'closes=5s' }],
  expect: [
    'the sale is not paid',
    'the trade ends as TRADE_CLOSED',
    'at most four queries were sent',
    'the merchant believes the sale is not PAID',
  ],
  wall: '90s',
} satisfies ScenarioFile
