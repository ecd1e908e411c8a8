// The reply to one batch never comes, and of none is anything heard for a day. A person submits each again as it was:
// the gateway knows the number, so it had taken the batch. Later the refunds are told.
import type { ScenarioFile } from '../client-tests/scenario/scenario.ts'

const asked = [
  { do: 'pay-page', once: 'qr', after: '2s' },
  { do: 'refund-batch', percent: 40, once: 'paid', after: '3s' },
  { do: 'resubmit-batch', once: 'paid', after: '115s' },
] as const

export default {
  id: 'S94',
  name: 'no-word-of-a-batch',
  teaches: 'What nobody has answered is submitted again by a person, under the same number.',
  exercises: ['EXC-03', 'EXC-06', 'EXC-12', 'MAPI-06', 'MAPI-13'],
  brokenBy: 'makes-a-new-batch-by-itself',
  wallet: 'mapi',
  // Later than a day.
  sandbox: { options: { mapiRefundTakesMs: 90_000_000 } },
  sales: [
    {
      kind: 'web',
      expires: '60s',
      faults: [{ fault: 'F05', op: 'REFUND', count: 1, options: { executed: 'yes' } }],
      moves: [...asked, { do: 'advance', by: '24h30m', once: 'paid', after: '110s' }],
    },
    {
      kind: 'web',
      expires: '60s',
      moves: [...asked, { do: 'advance', by: '25h', once: 'paid', after: '130s' }],
    },
  ],
  expect: [
    'exactly two refunds',
    'at least four refunds were sent',
    'the merchant believes every sale is REFUNDED',
  ],
  alone: true,
  wall: '240s',
} satisfies ScenarioFile
