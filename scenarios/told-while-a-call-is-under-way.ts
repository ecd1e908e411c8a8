// A notification arrives while a call about the same order is under way: a query in the middle, the last
// query before the cancel, a cancel, a refund; of payment codes and of QR codes. What the call answers
// was decided before.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const asking = { fault: 'F29', op: 'QUERY', count: 1 } as const
// The buyer pays as the cancel comes, and it is executed when the notification has arrived.
const cancelling = { fault: 'F22', op: 'CANCEL', count: 1, options: { beforeMs: 4_200 } } as const
// The notification of a refund comes after three seconds, the reply later.
const refunding = { fault: 'F06', op: 'REFUND', count: 1, options: { delayMs: 4_200 } } as const

const refund = (percent: number) => ({
  do: 'refund' as const,
  percent,
  once: 'paid' as const,
  after: '8s',
})

const scanned = (buyer: string) => ({ do: 'scan', buyer, once: 'qr', after: '2s' }) as const

export default {
  id: 'S82',
  name: 'told-while-a-call-is-under-way',
  teaches: 'When a reply is in, look at the order again: a notification may have been faster.',
  exercises: ['CAN-04', 'NTF-13', 'ONE-02'],
  brokenBy: 'cancels-without-looking',
  sales: [
    { kind: 'barcode', buyer: 'never', faults: [asking] },
    // The first query that is sent in the last three seconds of the half minute.
    {
      kind: 'barcode',
      buyer: 'never',
      moves: [{ do: 'fault', add: asking, after: '28s' }],
    },
    {
      kind: 'barcode',
      buyer: 'never',
      faults: [cancelling],
      moves: [{ do: 'cashier-cancel', after: '4s' }],
    },
    { kind: 'barcode', buyer: 'at-once', faults: [refunding], moves: [refund(20)] },
    { kind: 'qr', expires: '60s', faults: [asking], moves: [scanned('never')] },
    {
      kind: 'qr',
      expires: '60s',
      faults: [cancelling],
      moves: [
        scanned('never'),
        { do: 'cashier-cancel', once: 'qr', after: '8s' },
        // Who cancels no QR code finds out when somebody looks.
        { do: 'manual-query', once: 'qr', after: '58s' },
      ],
    },
    { kind: 'qr', expires: '60s', faults: [refunding], moves: [scanned('at-once'), refund(40)] },
    // As the second, for whoever's last query comes a little sooner.
    {
      kind: 'barcode',
      buyer: 'never',
      moves: [{ do: 'fault', add: asking, after: '26s' }],
    },
  ],
  expect: [
    'sale 1 is paid once',
    'sale 2 is paid once',
    'sale 3 is refunded in full',
    'sale 5 is paid once',
    'sale 6 is refunded in full',
    'sale 8 is paid once',
    'exactly four refunds',
    'every notification was acknowledged',
    'the merchant believes sale 1 is PAID',
    'the merchant believes sale 2 is PAID',
    'the merchant believes sale 3 is REVERSED',
    'the merchant believes sale 4 is REFUNDED',
    'the merchant believes sale 5 is PAID',
    'the merchant believes sale 6 is REVERSED',
    'the merchant believes sale 7 is REFUNDED',
    'the merchant believes sale 8 is PAID',
  ],
  wall: '120s',
} satisfies ScenarioFile
