// At AMS the pay is answered U, and no inquiry ever finds an end: nobody types the password, or the payment has never
// arrived, or the code that the buyer was to scan has been lost with the reply.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

export default {
  id: 'S70',
  name: 'pays-abroad-and-nothing-is-sure',
  teaches: 'Inquire 10 to 20 times, every 3 s, and then cancel.',
  exercises: ['AMS-02', 'AMS-04', 'AMS-05', 'AMS-07', 'AMS-14'],
  brokenBy: 'five-inquiries',
  wallet: 'ams',
  sales: [
    { kind: 'barcode', buyer: 'never' },
    { kind: 'barcode', buyer: 'at-once', faults: [{ fault: 'F01', op: 'PAY', count: 1 }] },
    // The payment itself keeps the gateway busy: whatever is asked, it is in process.
    { kind: 'barcode', buyer: 'never', faults: [{ fault: 'F16' }] },
    { kind: 'qr', expires: '60s', faults: [{ fault: 'F02', op: 'PRECREATE', count: 1 }] },
  ],
  expect: [
    'every sale is not paid',
    'at least 40 queries were sent',
    'exactly four cancels were sent',
    'the merchant believes every sale is not PAID',
  ],
  wall: '180s',
} satisfies ScenarioFile
