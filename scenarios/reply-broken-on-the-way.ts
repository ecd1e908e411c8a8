// The reply to PAY does not come, or cannot be read or trusted: a reset line, half a reply, a page of
// HTML, no JSON, nothing at all, a wrong signature, none. All but the first and one of the pages were executed.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const pay = (fault: string, options?: Record<string, unknown>) => ({
  kind: 'barcode' as const,
  buyer: 'at-once',
  faults: [{ fault, op: 'PAY' as const, count: 1, options }],
})

export default {
  id: 'S15',
  name: 'reply-broken-on-the-way',
  teaches: 'No reply, or none that can be read and verified, says nothing of the payment: ask.',
  exercises: ['EXC-07', 'EXC-08', 'EXC-13'],
  brokenBy: 'abandons-after-not-exist',
  sales: [
    pay('F04'),
    pay('F09'),
    pay('F10', { executed: 'yes' }),
    pay('F10', { executed: 'no' }),
    pay('F11', { executed: 'yes' }),
    pay('F12'),
    pay('F11', { executed: 'yes', kind: 'empty' }),
    pay('F12', { how: 'missing' }),
  ],
  expect: [
    'every sale is paid once',
    'exactly eight payments',
    'the merchant believes every sale is PAID',
  ],
  wall: '100s',
} satisfies ScenarioFile
