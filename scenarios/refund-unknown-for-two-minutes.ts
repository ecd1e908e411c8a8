// No refund gets a definite answer for two minutes, one executed and one not; then somebody looks.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const refunded = (fault: string) => ({
  kind: 'barcode' as const,
  buyer: 'at-once',
  faults: [{ fault, op: 'REFUND' as const, for: '130s' }],
  moves: [
    { do: 'refund' as const, percent: 20, once: 'paid' as const, after: '3s' },
    { do: 'manual-query' as const, after: '135s' },
  ],
})

export default {
  id: 'S48',
  name: 'refund-unknown-for-two-minutes',
  teaches: 'Silence is neither yes nor no: repeat for a minute, then hand over, and infer nothing.',
  exercises: ['EXC-03', 'EXC-05', 'EXC-06', 'EXC-11'],
  brokenBy: 'new-request-no-per-try',
  wallet: ['alipay', 'wechat'],
  sales: [refunded('F02'), refunded('F01')],
  expect: [
    'exactly one refund',
    'at least ten refunds were sent',
    'the merchant believes sale 1 is REFUNDED',
    'the merchant believes sale 2 is PAID',
  ],
  wall: '220s',
} satisfies ScenarioFile
