// The first cancel is lost, then nobody reaches the gateway for a minute and a half; meanwhile the
// buyer pays, and the merchant is killed and starts again: right after a notification of another order,
// which no query will ever tell of, and while a refund is being repeated whose first call was executed.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

// Nothing but the replies tells.
const untold = { fault: 'N04' }

export default {
  id: 'S54',
  name: 'outage-while-cancelling',
  teaches: 'What is due and what is known outlive an outage and a restart.',
  exercises: ['EXC-06', 'CAN-06'],
  brokenBy: 'cancels-die-with-the-process',
  sales: [
    {
      kind: 'barcode',
      buyer: 'after-password=10s',
      faults: [{ fault: 'F04', op: 'CANCEL', count: 1 }],
      moves: [
        { do: 'cashier-cancel', after: '5s' },
        { do: 'outage', for: '90s', once: 'cancelling' },
        { do: 'restart', once: 'cancelling', after: '40s' },
      ],
    },
    {
      kind: 'qr',
      expires: '60s',
      faults: [{ fault: 'F04', op: 'QUERY' }],
      moves: [
        // Notified three seconds later; told once more if nobody was there.
        { do: 'scan', buyer: 'at-once', once: 'qr', after: '41s' },
        { do: 'hurry', once: 'qr', after: '70s' },
      ],
    },
    {
      kind: 'barcode',
      buyer: 'at-once',
      faults: [{ fault: 'F05', op: 'REFUND', count: 1, options: { executed: 'yes' } }, untold],
      moves: [
        { do: 'refund', percent: 20, once: 'paid', after: '1s' },
        { do: 'manual-query', after: '108s' },
      ],
    },
  ],
  expect: [
    'sale 1 is refunded in full',
    'sale 2 is paid once',
    'exactly two refunds',
    'the merchant believes sale 2 is PAID',
    'the merchant believes sale 3 is REFUNDED',
    'at least two cancels were sent',
  ],
  alone: true,
  wall: '260s',
} satisfies ScenarioFile
