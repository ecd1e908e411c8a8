// The first answer to a refund is unknown: executed, not executed, reply lost, hung.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const refunded = (fault: string, options?: Record<string, unknown>) => ({
  kind: 'barcode' as const,
  buyer: 'at-once',
  faults: [{ fault, options, op: 'REFUND' as const, count: 1 }],
  moves: [{ do: 'refund' as const, percent: 20, once: 'paid' as const, after: '3s' }],
})

export default {
  id: 'S47',
  name: 'refund-unknown',
  teaches: 'The very same request again; another number would be another refund.',
  exercises: ['EXC-05', 'EXC-12', 'REF-06'],
  brokenBy: 'new-request-no-per-try',
  sales: [refunded('F02'), refunded('F01'), refunded('F03'), refunded('F05', { executed: 'yes' })],
  expect: ['exactly four refunds', 'the merchant believes every sale is REFUNDED'],
  wall: '120s',
} satisfies ScenarioFile
