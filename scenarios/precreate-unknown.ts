// The outcome of PRECREATE is unknown: not executed, executed, hung; and once after the other in every
// form in which a reply does not come or cannot be read or trusted. Whoever shows a QR is paid.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const met = (fault: string, options?: Record<string, unknown>) => ({
  fault,
  op: 'PRECREATE' as const,
  count: 1,
  options,
})

const qr = (...faults: ReturnType<typeof met>[]) => ({
  kind: 'qr' as const,
  expires: '60s',
  faults,
  moves: [{ do: 'scan' as const, buyer: 'at-once', once: 'qr' as const, after: '2s' }],
})

export default {
  id: 'S33',
  name: 'precreate-unknown',
  teaches: 'Another try is another number: only one QR of a sale may be payable.',
  exercises: ['EXC-04', 'EXC-12'],
  brokenBy: 'one-try-to-precreate',
  sales: [
    qr(met('F01')),
    qr(met('F02')),
    qr(met('F05', { executed: 'no' })),
    qr(
      met('F04'),
      met('F10', { executed: 'no' }),
      met('F11', { executed: 'no' }),
      met('F01', { code: 'failure', subCode: 'SystemError' }),
    ),
    qr(met('F12'), met('F09'), met('F11', { executed: 'yes', kind: 'empty' })),
    qr(met('F12', { how: 'missing' }), met('F03'), met('F10', { executed: 'yes' })),
  ],
  expect: [
    'every sale is paid once',
    'at least 16 precreates were sent',
    'the merchant believes every sale is PAID',
  ],
  wall: '130s',
} satisfies ScenarioFile
