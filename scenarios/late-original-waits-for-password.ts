// As S16, but the late original ends in 10003 and the buyer never pays.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S16b',
  name: 'late-original-waits-for-password',
  teaches: 'Who walks away after "does not exist" without a cancel leaves an open trade behind.',
  exercises: ['EXC-08'],
  brokenBy: 'abandons-after-not-exist',
  sales: [{ kind: 'barcode', buyer: 'never', faults: [{ fault: 'F07', op: 'PAY', count: 1 }] }],
  expect: ['the sale is not paid', 'the trade ends as TRADE_CLOSED'],
  wall: '140s',
} satisfies ScenarioFile
