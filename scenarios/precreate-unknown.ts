// The first PRECREATE is unknown: not executed, executed, hung. Whoever shows a QR is paid.
import type { ScenarioFile } from '../server/scenario/scenario.ts'

const qr = (fault: string, options?: Record<string, unknown>) => ({
  kind: 'qr' as const,
  expires: '60s',
  faults: [{ fault, op: 'PRECREATE' as const, count: 1, options }],
  moves: [{ do: 'scan' as const, buyer: 'at-once', once: 'qr' as const, after: '2s' }],
})

export default {
  id: 'S33',
  name: 'precreate-unknown',
  teaches: 'Another try is another number: only one QR of a sale may be payable.',
  sales: [qr('F01'), qr('F02'), qr('F05', { executed: 'no' })],
  expect: [
    'every sale is paid once',
    'at least six precreates were sent',
    'the merchant believes every sale is PAID',
  ],
  wall: '130s',
} satisfies ScenarioFile
