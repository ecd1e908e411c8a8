// A merchant with two accounts sells for each of them. A notification names the other of the two, which
// is not this order's; then the buyer pays, and the genuine one names the right account.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

type Sale = NonNullable<ScenarioFile['sales']>[number]

/** Alike but for the account: who refuses one of them refuses the account. */
const sale = {
  kind: 'qr',
  expires: '60s',
  // Queries lag behind, so that the notification is news.
  faults: [{ fault: 'F17', op: 'QUERY', options: { deltaMs: 10_000 } }],
  moves: [
    { do: 'inject', fault: 'N08', seller: 'another', once: 'qr', after: '3s' },
    { do: 'scan', buyer: 'at-once', once: 'qr', after: '9s' },
  ],
} satisfies Sale

export default {
  id: 'S37c',
  name: 'money-for-another-account',
  teaches:
    'Compare seller_id with the account of this very order: each of yours is right for its own.',
  exercises: ['NTF-06'],
  brokenBy: 'knows-one-account-only',
  // Fixed amounts, so that the others are the same with one account and with two.
  sales: [
    { ...sale, seller: 'first', amount: '7.70' },
    { ...sale, seller: 'second', amount: '7.77' },
  ],
  expect: [
    'every sale is paid once',
    'the merchant believes every sale is PAID',
    'the merchant answered success within 5s',
  ],
  wall: '140s',
} satisfies ScenarioFile
