// Many sales at once, and a line that is slow, doubles calls, mixes replies up and throttles. Most
// buyers type a password; nobody is charged twice, and nothing is asked for too often.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const at = (fault: string, op: 'PAY' | 'QUERY', options?: Record<string, unknown>) => ({
  kind: 'barcode' as const,
  buyer: 'at-once',
  faults: [{ fault, op, count: 1, options }],
})

export default {
  id: 'S60',
  name: 'busy-hour',
  teaches: 'Load and noise change the times, never the money.',
  exercises: ['POLL-02', 'EXC-11', 'ONE-02', 'MON-03'],
  brokenBy: 'poll-for-9s',
  sales: [
    at('F06', 'PAY', { delayMs: 3_000 }),
    at('F06', 'PAY', { delayMs: 3_000 }),
    at('F14', 'PAY'),
    at('F14', 'PAY'),
    at('F13', 'PAY'),
    at('F13', 'PAY'),
    at('F25', 'PAY'),
    at('F25', 'PAY'),
    { kind: 'barcode', times: 6, buyer: 'at-once' },
    { kind: 'barcode', times: 6, buyer: 'after-password=14s' },
  ],
  expect: [
    'every sale is paid once',
    'the merchant believes every sale is PAID',
    'no cancel was sent',
  ],
  wall: '120s',
} satisfies ScenarioFile
