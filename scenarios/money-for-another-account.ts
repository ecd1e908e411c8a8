// A merchant with two accounts sells for the second one. A notification names the other of the two, which
// is not this order's; then the buyer pays, and the genuine one names the right account.
import type { ScenarioFile } from '../server/scenario/scenario.ts'

export default {
  id: 'S37c',
  name: 'money-for-another-account',
  teaches:
    'Compare seller_id with the account of this very order: each of yours is right for its own.',
  sales: [
    {
      kind: 'qr',
      seller: 'second',
      expires: '60s',
      // A fixed amount, so that the others are the same with one account and with two.
      amount: '7.77',
      // Queries lag behind, so that the notification is news.
      faults: [{ fault: 'F17', op: 'QUERY', options: { deltaMs: 10_000 } }],
      moves: [
        { do: 'inject', fault: 'N08', seller: 'another', once: 'qr', after: '3s' },
        { do: 'scan', buyer: 'at-once', once: 'qr', after: '9s' },
      ],
    },
  ],
  expect: [
    'the sale is paid once',
    'the merchant believes the sale is PAID',
    'the merchant answered success within 5s',
  ],
  wall: '140s',
} satisfies ScenarioFile
