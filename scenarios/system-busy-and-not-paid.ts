// PAY answers 20000 and nothing has happened.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S12',
  name: 'system-busy-and-not-paid',
  teaches: '"trade does not exist" means pay again with the very same parameters.',
  exercises: ['EXC-07', 'EXC-08'],
  brokenBy: 'abandons-after-not-exist',
  wallet: ['alipay', 'wechat'],
  sales: [
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'F01', op: 'PAY', count: 1, options: { subCode: 'SystemError' } }],
    },
    // The same with a reset before the request was executed (S15).
    { kind: 'barcode', buyer: 'at-once', faults: [{ fault: 'F04', op: 'PAY', count: 1 }] },
  ],
  expect: ['every sale is paid once', 'the merchant believes every sale is PAID'],
  wall: '80s',
} satisfies ScenarioFile
