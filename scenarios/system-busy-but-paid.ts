// PAY answers 20000 and the money has moved.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S11',
  name: 'system-busy-but-paid',
  teaches: 'Ask at once, never assume.',
  exercises: ['POLL-08', 'EXC-07', 'ONE-02'],
  brokenBy: 'late-query-after-unknown-pay',
  wallet: ['alipay', 'wechat'],
  sales: [
    { kind: 'barcode', buyer: 'at-once', faults: [{ fault: 'F02', op: 'PAY', count: 1 }] },
    // The same with the reply cut off by a reset (S15).
    { kind: 'barcode', buyer: 'at-once', faults: [{ fault: 'F03', op: 'PAY', count: 1 }] },
  ],
  expect: [
    'every sale is paid once',
    'exactly two payments',
    'no cancel was sent',
    'a query was sent within 2s after the pay',
  ],
  wall: '60s',
} satisfies ScenarioFile
