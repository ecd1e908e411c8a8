// WeChat asks one buyer for the password, who never types it; another payment is answered SYSTEMERROR, and the
// money has moved.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S100',
  name: 'password-asked-or-busy',
  teaches: 'USERPAYING and SYSTEMERROR both mean: ask. Then reverse what stays open.',
  exercises: ['WX-01', 'WX-03', 'POLL-01', 'POLL-02', 'POLL-03', 'POLL-05', 'EXC-07', 'EXC-13'],
  brokenBy: 'userpaying-means-failed',
  wallet: 'wechat',
  sales: [
    { kind: 'barcode', buyer: 'never' },
    { kind: 'barcode', buyer: 'at-once', faults: [{ fault: 'F02', op: 'PAY', count: 1 }] },
    // BANKERROR: the same in another word.
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'F02', op: 'PAY', count: 1, options: { subCode: 'BankError' } }],
    },
  ],
  expect: [
    'sale 1 is not paid',
    'sale 2 is paid once',
    'sale 3 is paid once',
    'at least five queries were sent',
    'exactly one cancel was sent',
    'the merchant believes sale 1 is not PAID',
    'the merchant believes sale 2 is PAID',
    'the merchant believes sale 3 is PAID',
  ],
  wall: '100s',
} satisfies ScenarioFile
